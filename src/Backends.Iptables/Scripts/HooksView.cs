using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Scripts;

/// <summary>The model of <c>check.scriban</c>, and what a restore has to add.</summary>
internal sealed record HooksView(IReadOnlyList<HookTable> Tables);

/// <param name="Signature">What our state chain says there.</param>
/// <param name="IsGuardChainNew">The chain of the guard, which is shared with the kubelet, does not exist yet.</param>
/// <param name="HasGuard">The rule that keeps the outside off 127.0.0.0/8.</param>
internal sealed record HookTable(string Name, IReadOnlyList<IptablesHook> Hooks, string Signature, bool IsGuardChainNew, bool HasGuard);
