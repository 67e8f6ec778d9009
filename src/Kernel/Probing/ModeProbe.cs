using Proxier.Core.Probing;

namespace Proxier.Kernel.Probing;

/// <summary>Tries what one mode needs.</summary>
internal abstract class ModeProbe(string mode, IProbeGrounds grounds, RequirementTrier trier) : IModeProbe
{
    public string Mode => mode;

    public async ValueTask<ModeProbeResult> ProbeAsync(CancellationToken cancel)
    {
        using ProbeGround ground = grounds.Open();
        var results = new List<RequirementResult>();
        RequirementList list = await ListAsync(ground, cancel).ConfigureAwait(false);
        foreach (RequirementGroup group in list.Groups)
            results.AddRange(await trier.TryAsync(group, ground, cancel).ConfigureAwait(false));
        return new ModeProbeResult(Mode, [.. results]) { Notes = [.. list.Notes] };
    }

    protected abstract ValueTask<RequirementList> ListAsync(ProbeGround ground, CancellationToken cancel);
}
