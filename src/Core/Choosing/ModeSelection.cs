using Proxier.Core.Probing;

namespace Proxier.Core.Choosing;

/// <summary>Asks the host about one mode after the other, no further than needed, and chooses.</summary>
/// <param name="probes">One for each mode.</param>
/// <param name="built">The modes that this version of the program has a backend for.</param>
public sealed class ModeSelection(IEnumerable<IModeProbe> probes, IReadOnlyCollection<string> built)
{
    /// <exception cref="NoModeException">None can be used.</exception>
    public async ValueTask<SelectedMode> SelectAsync(ModeRequest request, CancellationToken cancel)
    {
        var results = new List<ModeProbeResult>();
        var candidates = new List<ModeCandidate>();
        foreach (string mode in request.Order)
        {
            ModeProbeResult result = await probes.First(probe => probe.Mode == mode).ProbeAsync(cancel).ConfigureAwait(false);
            results.Add(result);
            candidates.Add(new ModeCandidate(mode, built.Contains(mode), result.Support));
            if (candidates[^1].Works)
                break;
        }

        ModeChoice choice = ModeChooser.Choose(request, candidates);
        return new SelectedMode(choice, results.Single(result => result.Mode == choice.Selected));
    }
}
