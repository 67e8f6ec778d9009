using Proxier.Backends.Userspace.Rules;

namespace Proxier.Backends.Userspace.Scripts;

/// <summary>The model of <c>iptables-hooks.scriban</c>, which adds hooks, and of <c>iptables-cleanup.scriban</c>, which removes them and the chains.</summary>
internal sealed record HooksView(IReadOnlyList<HookTable> Tables);

/// <param name="Chains">To be removed.</param>
internal sealed record HookTable(string Name, IReadOnlyList<PortalHook> Hooks, IReadOnlyList<string> Chains);
