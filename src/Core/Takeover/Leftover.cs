using Proxier.Core.Objects;

namespace Proxier.Core.Takeover;

/// <summary>Things of one kind that a proxy left in the kernel and that the proxy now at work does not need.</summary>
/// <param name="Mode">The proxy mode that they belong to, a word of <see cref="ProxyModeWords"/>.</param>
/// <param name="Tool">What shows and removes them: <c>nft</c>, <c>iptables-nft</c>, <c>iptables-legacy</c>, <c>ipset</c>.</param>
/// <param name="Kind">table, chain, rule, set: what one of them is.</param>
/// <param name="Place">The table that chains and rules are in; empty for what is in no table.</param>
/// <param name="Names">In order; a rule is named by its text.</param>
public sealed record Leftover(string Mode, string Tool, IpFamily Family, string Kind, string Place, EquatableArray<string> Names)
{
    /// <summary>Why they are not removed, although they are a proxy's; null: they go.</summary>
    public string? StaysBecause { get; init; }
}
