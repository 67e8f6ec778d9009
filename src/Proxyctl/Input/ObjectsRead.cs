using System.Net;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Manifests;

namespace Proxier.Proxyctl.Input;

/// <summary>What came of reading a cluster, wherever it was read from.</summary>
/// <param name="Node">The node that it is seen from.</param>
/// <param name="Counts">How many objects were read, by kind.</param>
/// <param name="Skipped">How many were left out because a service proxy needs none of their kind, by kind and version.</param>
internal sealed record ObjectsRead(
    NodeChoice Node,
    ClusterState State,
    IReadOnlyDictionary<string, int> Counts,
    IReadOnlyDictionary<string, int> Skipped,
    IReadOnlyList<InputFinding> Errors,
    IReadOnlyList<InputFinding> Warnings)
{
    /// <summary>Of the node's interfaces, from a snapshot; empty otherwise.</summary>
    public IReadOnlyList<IPAddress> LocalAddresses { get; init; } = [];

    public static ObjectsRead Of(ManifestReading reading, GraphArguments arguments, string machine)
    {
        var node = NodeChoice.Of(arguments.NodeName, [.. reading.NodeNames], machine);
        return new ObjectsRead(
            node, reading.ToClusterState(node.Name), reading.Counts.ToDictionary(count => count.Key.ToString(), count => count.Value), reading.Skipped,
            [.. reading.Errors.Select(InputFinding.Of)], [.. reading.Warnings.Select(InputFinding.Of)]);
    }

    /// <summary>The API server tells about unreadable objects in the log.</summary>
    public static ObjectsRead Of(ClusterState state, string node)
    {
        IReadOnlyList<InputFinding> warnings = state.Node is null ? [new InputFinding(null, null, "--node-name", $"the cluster has no Node named '{node}': its addresses and zone are not known")] : [];
        var counts = new Dictionary<string, int>
        {
            ["Service"] = state.Services.Count(objects => objects.Service is not null),
            ["EndpointSlice"] = state.Services.Sum(objects => objects.Slices.Count),
            ["Node"] = state.Node is null ? 0 : 1,
            ["ServiceCIDR"] = state.ServiceCidrs.Count,
        };
        return new ObjectsRead(new NodeChoice(node, warnings), state, counts, new Dictionary<string, int>(), [], []);
    }
}
