using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Objects;
using Proxier.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Demo;

/// <summary>One address under which a service of the examples can be reached.</summary>
internal sealed record WayIn(string Kind, IPEndPoint EndPoint)
{
    public static IReadOnlyList<WayIn> AllFrom(string folder)
    {
        using ServiceProvider services = new ServiceCollection().AddManifests().BuildServiceProvider();
        ManifestReading reading = services.GetRequiredService<ManifestReader>().Read([folder], () => Stream.Null);
        if (!reading.Errors.IsEmpty)
            throw new InvalidDataException(string.Join('\n', reading.Errors));
        return [.. reading.ToClusterState(Plan.NodeName).Services.SelectMany(objects => objects.Service is { } service ? Of(service) : [])];
    }

    private static IEnumerable<WayIn> Of(Service service) => service.Ports.SelectMany(port =>
    (IEnumerable<WayIn>)[
        .. service.ClusterIPs.Select(address => new WayIn("cluster IP", new IPEndPoint(address, port.Port))),
        .. new[] { Plan.Node.IPv4, Plan.Node.IPv6 }.Select(address => new WayIn("node port", new IPEndPoint(address, port.NodePort))),
        .. service.LoadBalancerIPs.Select(address => new WayIn("load balancer", new IPEndPoint(address, port.Port))),
    ]);
}
