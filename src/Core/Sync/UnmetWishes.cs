using Proxier.Core.Backends;
using Proxier.Core.Graph;

namespace Proxier.Core.Sync;

/// <summary>What service ports ask of a backend that it cannot do, as the loops log it when it comes up.</summary>
public static class UnmetWishes
{
    public static IEnumerable<string> Of(FamilyGraph graph, IProxyBackend backend)
    {
        PortChange[] all = [.. FamilyGraph.Changes(null, graph)];
        IEnumerable<string> schedulers = UnmetScheduler.BroughtBy(all, backend.Schedulers)
            .Select(unmet => $"{graph.Family}: {unmet.Port} asks for the scheduler {unmet.Scheduler}, which {backend.Name} cannot do; it is balanced by the default");
        IEnumerable<string> headers = (backend.SendsProxyHeaders ? [] : UnmetProxyHeader.BroughtBy(all))
            .Select(port => $"{graph.Family}: {port} asks for the PROXY protocol, which {backend.Name} cannot send; its endpoints get no header");
        return schedulers.Concat(headers);
    }
}
