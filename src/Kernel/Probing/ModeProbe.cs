using Proxier.Core.Probing;

namespace Proxier.Kernel.Probing;

/// <summary>Tries what one mode needs.</summary>
internal abstract class ModeProbe(string mode, IProbeGrounds grounds, RequirementTrier trier) : IModeProbe
{
    public string Mode => mode;

    public async ValueTask<ModeProbeResult> ProbeAsync(CancellationToken cancel)
    {
        using ProbeGround ground = grounds.Open();
        RequirementList list = await ListAsync(ground, cancel).ConfigureAwait(false);
        // Side by side: the daemon waits for this before it does anything.
        IReadOnlyList<RequirementResult>[] results = await Task.WhenAll(list.Groups.Select(group => trier.TryAsync(group, ground, cancel).AsTask())).ConfigureAwait(false);
        return new ModeProbeResult(Mode, [.. results.SelectMany(result => result)]) { Notes = [.. list.Notes] };
    }

    /// <summary>For a mode whose list depends on what works.</summary>
    protected ValueTask<IReadOnlyList<RequirementResult>> TryAsync(RequirementGroup group, ProbeGround ground, CancellationToken cancel) => trier.TryAsync(group, ground, cancel);

    protected abstract ValueTask<RequirementList> ListAsync(ProbeGround ground, CancellationToken cancel);
}
