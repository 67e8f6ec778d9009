using Proxier.Core.Probing;

namespace Proxier.Core.Choosing;

/// <summary>Decides which mode is used. Pure: the host was asked before.</summary>
public static class ModeChooser
{
    /// <param name="candidates">In the order of <see cref="ModeRequest.Order"/>; what comes after one that works may be left out.</param>
    /// <exception cref="NoModeException">None can be used.</exception>
    public static ModeChoice Choose(ModeRequest request, IReadOnlyList<ModeCandidate> candidates)
    {
        ModeCandidate? selected = Pick(request, candidates);
        RejectedMode[] rejected =
        [
            .. candidates.TakeWhile(candidate => candidate != selected).Select(candidate => new RejectedMode(candidate.Mode, candidate.Obstacle ?? DoubtOf(candidate)!)),
        ];
        if (selected is null || (request.IsStrict && request.Mode != ProxyModeWords.Auto && selected.Mode != request.Mode))
            throw new NoModeException(request, rejected);
        return new ModeChoice(request.Mode, selected.Mode, ReasonFor(request, selected.Mode, rejected), rejected.ToEquatableArray(), DoubtOf(selected));
    }

    /// <summary>
    /// Nothing is abandoned for a doubt: neither what the operator named nor what was used so far. Only a first choice of auto prefers
    /// certainty, and takes a doubtful mode when there is no other.
    /// </summary>
    private static ModeCandidate? Pick(ModeRequest request, IReadOnlyList<ModeCandidate> candidates)
    {
        ModeCandidate? possible = candidates.FirstOrDefault(candidate => candidate.Obstacle is null);
        bool isFree = request.Mode == ProxyModeWords.Auto && possible?.Mode != request.Remembered;
        return (isFree ? candidates.FirstOrDefault(candidate => candidate.Works) : null) ?? possible;
    }

    private static string ReasonFor(ModeRequest request, string selected, RejectedMode[] rejected)
    {
        if (request.Mode == selected)
            return "as requested";
        if (request.Mode != ProxyModeWords.Auto)
            return $"fallback, as {rejected[0].Mode} cannot be used: {rejected[0].Reason}";
        if (selected == request.Remembered)
            return "chosen at an earlier start";
        string first = $"the first that works of {string.Join(", ", ProxyModeWords.All)}";
        return rejected.FirstOrDefault(mode => mode.Mode == request.Remembered) is { } lost
            ? $"{first}; {lost.Mode}, chosen at an earlier start, can no longer be used: {lost.Reason}"
            : first;
    }

    private static string? DoubtOf(ModeCandidate candidate) => candidate.Support is Support.Unknown unknown ? $"could not tell: {unknown.Cause}" : null;
}
