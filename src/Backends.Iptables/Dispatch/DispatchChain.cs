namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>A dispatch chain with all its rules.</summary>
internal sealed record DispatchChain(string Name, IReadOnlyList<DispatchRule> Rules);
