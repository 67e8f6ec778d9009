using Proxier.Backends.Userspace.Rules;

namespace Proxier.Backends.Userspace.Scripts;

/// <summary>The model of <c>iptables-full.scriban</c>.</summary>
internal sealed record IptablesView(IReadOnlyList<LaneView> Lanes, IReadOnlyList<IptablesTable> Tables);

/// <param name="Rules">Of all its chains.</param>
internal sealed record IptablesTable(string Name, IReadOnlyList<string> Chains, IReadOnlyList<IptablesRule> Rules);
