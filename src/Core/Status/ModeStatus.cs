using Proxier.Core.Choosing;

namespace Proxier.Core.Status;

/// <summary>The mode in use, and why.</summary>
/// <param name="Selected">A word of <see cref="ProxyModeWords"/>.</param>
/// <param name="Requested">What the operator asked for.</param>
/// <param name="Doubt">Why it is not certain that the mode works; null when it was tried.</param>
/// <param name="Rejected">What would have been preferred, best first.</param>
public sealed record ModeStatus(string Selected, string Requested, string Reason, string? Doubt, IReadOnlyList<RejectedMode> Rejected)
{
    public static ModeStatus Of(ModeChoice choice) => new(choice.Selected, choice.Requested, choice.Reason, choice.Doubt, [.. choice.Rejected]);
}
