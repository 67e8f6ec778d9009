using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Clusters;
using Proxier.Testing.Network;

namespace Proxier.Testing.KubeProxy;

/// <summary>The cluster of <see cref="ClusterGenerator"/> with the same arguments, as kube-proxy would program it; IPv4 only.</summary>
public sealed class RivalCluster(int services, int endpoints)
{
    /// <summary>Of all generated clusters.</summary>
    public const string ClusterCidr = "10.128.0.0/9";

    /// <summary>Of all generated clusters.</summary>
    public const string ServiceCidr = "10.0.0.0/9";

    private readonly ClusterGenerator _generator = new(services, endpoints);

    public IReadOnlyList<RivalService> Services => [.. Enumerable.Range(0, services).Select(service => Service(service))];

    /// <param name="replaced">How many of its endpoints, from the first on, are others than in the whole cluster.</param>
    public RivalService Service(int service, int replaced = 0) => new(GeneratedObjects.Namespace(service), GeneratedObjects.ServiceName(service), "http", Protocol.Tcp)
    {
        ClusterIP = OnlyIPv4(GeneratedObjects.ClusterIP(service)),
        Endpoints = [.. _generator.EndpointsOf(service, replaced).Select(GeneratedObjects.EndpointAddress).Order(StringComparer.Ordinal).Select(OnlyIPv4)],
    };

    private static AddressPair OnlyIPv4(string address) => new(IPAddress.Parse(address), IPAddress.IPv6None);
}
