using Proxier.Core.Probing;

namespace Proxier.Core.Choosing;

/// <param name="Mode">A word of <see cref="ProxyModeWords"/>.</param>
/// <param name="IsBuilt">This version of the program has a backend for it.</param>
/// <param name="Support">What the probe said of the host.</param>
public sealed record ModeCandidate(string Mode, bool IsBuilt, Support Support)
{
    public bool Works => IsBuilt && Support is Support.Yes;

    /// <summary>Null unless it is certain that it cannot be used.</summary>
    public string? Obstacle => (IsBuilt, Support) switch
    {
        (true, Support.No no) => no.Missing,
        (false, Support.No no) => $"{NotBuilt}; besides, {no.Missing}",
        (false, _) => NotBuilt,
        _ => null,
    };

    private static string NotBuilt => "this version of Proxier has no backend for it";
}
