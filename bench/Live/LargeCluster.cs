using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Manifests;
using Proxier.Testing.Clusters;

namespace Proxier.Live;

/// <summary>A generated cluster in memory, as node-1 sees it, and its changes.</summary>
internal static class LargeCluster
{
    public static readonly GraphOptions Options = GraphOptions.From(new GraphArguments { NodeName = "node-1", ClusterCidr = "10.128.0.0/9" });

    public static ClusterState Read(ManifestReader reader, int services, int endpoints)
    {
        string path = Path.GetTempFileName() + ".json";
        using (FileStream file = File.Create(path))
            new ClusterGenerator(services, endpoints).WriteJsonList(file);
        try
        {
            return reader.Read([path], () => Stream.Null).ToClusterState(Options.NodeName);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The first endpoint of this service gets another address.</summary>
    public static ClusterState WithChangedEndpoint(this ClusterState state, int service)
    {
        ServiceObjects[] services = [.. state.Services];
        EndpointSlice slice = services[service].Slices[0];
        SliceEndpoint replacement = slice.Endpoints[0] with { Address = new([10, 200, (byte)(service >> 8), (byte)service]) };
        slice = slice with { Endpoints = slice.Endpoints.Skip(1).Prepend(replacement).ToEquatableArray() };
        services[service] = services[service] with { Slices = [slice, .. services[service].Slices.Skip(1)] };
        return state with { Services = services.ToPagedArray() };
    }
}
