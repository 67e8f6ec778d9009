using Proxier.Core;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft.Explaining;

/// <summary>Names the elements and chains that decide about a packet, in the words of our own templates.</summary>
internal sealed class NftExplainer(NftTemplates templates) : IBackendExplainer
{
    public PacketHabits Habits { get; } = new() { GuardsClusterIPs = true, ChecksSourcesWithoutEndpoints = true };

    public IReadOnlyList<KernelObject> ObjectsOf(FamilyGraph graph, PacketVerdict verdict)
    {
        var table = new TableWords(templates, graph);
        IEnumerable<KernelObject> guard = verdict is { Owner: { } guarded, Frontend: { AllowedSources: not null } fenced }
            ? new FrontendPath(table, guarded, fenced).Guard()
            : [];
        return [.. guard, .. verdict.Cause switch
        {
            Cause.HasEndpoints => Path(table, verdict).Forward(verdict),
            Cause.NoEndpoints => [.. Path(table, verdict).Refusal(), .. table.FixedChains("endpoint-check", "refuse")],
            Cause.NoLocalEndpoints => [.. Path(table, verdict).Refusal(), .. table.FixedChains("endpoint-check")],
            Cause.UnusedPort => [.. table.SetElements(NftNames.ClusterIPs, [$"{verdict.Packet.Destination}"]), .. table.FixedChains("cluster-ip-check", "refuse")],
            Cause.UnusedClusterIP => [.. table.SetElements(NftNames.ServiceRanges, RangesAround(graph, verdict)), .. table.FixedChains("cluster-ip-check")],
            Cause.ForeignLoopback when table.GuardsLoopback => table.FixedChains("filter-prerouting"),
            _ => Enumerable.Empty<KernelObject>(),
        }];
    }

    private static FrontendPath Path(TableWords table, PacketVerdict verdict) => new(
        table,
        verdict.Owner ?? throw new ArgumentException("A packet that endpoints decide about has an owner.", nameof(verdict)),
        verdict.Frontend ?? throw new ArgumentException("A packet that endpoints decide about has a frontend.", nameof(verdict)));

    private static EquatableArray<string> RangesAround(FamilyGraph graph, PacketVerdict verdict) =>
        graph.Node.ServiceRanges.Where(range => range.Contains(verdict.Packet.Destination)).Select(range => range.ToString()).ToEquatableArray();
}
