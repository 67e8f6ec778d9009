namespace Proxier.Core.Choosing;

/// <param name="Mode">What the operator asked for: a word of <see cref="ProxyModeWords"/>.</param>
/// <param name="Remembered">What <see cref="ProxyModeWords.Auto"/> chose at an earlier start; null when nothing is remembered.</param>
/// <param name="IsStrict">To use another mode than the one asked for is an error.</param>
public sealed record ModeRequest(string Mode, string? Remembered, bool IsStrict)
{
    /// <summary>
    /// The modes that may be used, best first. ipvs falls back to iptables, as kube-proxy did from 1.9 to 1.25; nothing else falls back:
    /// an operator who named a mode must be able to rely on it.
    /// </summary>
    public IReadOnlyList<string> Order => Mode switch
    {
        ProxyModeWords.Auto => [.. ProxyModeWords.All.OrderBy(mode => mode == Remembered ? 0 : 1)],
        ProxyModeWords.Ipvs => [ProxyModeWords.Ipvs, ProxyModeWords.Iptables],
        _ => [Mode],
    };
}
