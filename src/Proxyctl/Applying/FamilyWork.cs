using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Graph;

namespace Proxier.Proxyctl.Applying;

/// <summary>Brings one family into the kernel. A refusal is a result: the other family goes on.</summary>
internal sealed class FamilyWork(IProxyBackend backend, ICommandRunner commands, string? checkFlag, TimeProvider time)
{
    /// <param name="isRepair">Do not ask whether the kernel holds it.</param>
    public Task<FamilyResult> ApplyAsync(FamilyGraph graph, bool isRepair, CancellationToken cancel) => MeasureAsync(graph, async () =>
    {
        await backend.PrepareAsync(cancel);
        if (!isRepair && await backend.AdoptAsync(graph, cancel) is not null)
            return FamilyOutcome.Unchanged;
        await backend.ApplyAsync(backend.RenderRepair(graph), cancel);
        return FamilyOutcome.Applied;
    });

    /// <summary>Checks the first script only: it holds everything that a kernel may not know; later ones may need what it makes. ipvs has no tool that checks.</summary>
    public Task<FamilyResult> CheckAsync(FamilyGraph graph, CancellationToken cancel) => MeasureAsync(graph, async () =>
    {
        if (await backend.AdoptAsync(graph, cancel) is not null)
            return FamilyOutcome.Unchanged;
        if (checkFlag is null)
            return FamilyOutcome.WouldApplyUnchecked;
        Script first = backend.Render(graph, applied: null).Scripts[0];
        await commands.RunAsync(new Command(first.Program, [checkFlag, .. first.Arguments]) { Input = first.Text }, cancel);
        return FamilyOutcome.WouldApply;
    });

    private async Task<FamilyResult> MeasureAsync(FamilyGraph graph, Func<Task<FamilyOutcome>> work)
    {
        var size = GraphSize.Of(graph);
        long start = time.GetTimestamp();
        try
        {
            FamilyOutcome outcome = await work();
            return new FamilyResult(graph.Family, outcome, size, time.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (ProxyException error)
        {
            return new FamilyResult(graph.Family, FamilyOutcome.Failed, size, time.GetElapsedTime(start).TotalMilliseconds, error.Message);
        }
    }
}
