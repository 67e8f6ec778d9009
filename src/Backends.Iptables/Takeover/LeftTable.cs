namespace Proxier.Backends.Iptables.Takeover;

/// <summary>What one table holds of proxies.</summary>
/// <param name="Chains">Of all modes.</param>
/// <param name="Ways">Rules of other chains that lead to one of them.</param>
/// <param name="HasKubeletMarks">The kubelet up to 1.27 keeps chains here that it shares with kube-proxy.</param>
internal sealed record LeftTable(string Name, IReadOnlyList<string> Chains, IReadOnlyList<WayIn> Ways, bool HasKubeletMarks);

/// <param name="Rule">As the tool saves it, without the command.</param>
/// <param name="IsHook">It is in a built-in chain, and where a proxy puts one.</param>
internal sealed record WayIn(string Rule, string Target, bool IsHook);
