namespace Proxier.Core.Choosing;

/// <summary>Which mode is used, and why no other is.</summary>
/// <param name="Requested">What the operator asked for.</param>
/// <param name="Reason">Why this one, for people.</param>
/// <param name="Rejected">What would have been preferred, best first.</param>
/// <param name="Doubt">Why it is not certain that the selected mode works; null when it was tried.</param>
public sealed record ModeChoice(string Requested, string Selected, string Reason, EquatableArray<RejectedMode> Rejected, string? Doubt)
{
    /// <summary>The operator named another mode.</summary>
    public bool IsFallback => Requested != ProxyModeWords.Auto && Selected != Requested;
}
