using System.Net;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Listing;

/// <summary>The endpoints of service ports, those that get no traffic as well: that is what one looks for.</summary>
public static class EndpointRows
{
    /// <param name="objects">Of the Service that the port belongs to.</param>
    public static IReadOnlyList<EndpointRow> Of(ServiceObjects? objects, IpFamily family, ServicePort port, string nodeName) =>
    [
        .. (objects?.Slices ?? [])
            .Where(slice => slice.Family == family)
            .SelectMany(slice => slice.Ports, (slice, target) => (slice, target))
            .Where(pair => pair.target.Name == port.Name.Port && pair.target.Protocol == port.Name.Protocol)
            .SelectMany(pair => pair.slice.Endpoints, (pair, endpoint) => Row(port, family, endpoint, pair.target.Port, nodeName))
            .OrderBy(row => row.Address, StringComparer.Ordinal)
            .DistinctBy(row => row.Address),
    ];

    private static EndpointRow Row(ServicePort port, IpFamily family, SliceEndpoint endpoint, ushort target, string nodeName) => new(
        port.Name.ToString(), port.Name.Protocol, family, SocketText.Of(endpoint.Address, target), endpoint.NodeName, endpoint.NodeName == nodeName,
        StateOf(endpoint), endpoint.Weight, [.. PoliciesOf(port, endpoint.Address, target)]);

    private static EndpointState StateOf(SliceEndpoint endpoint) =>
        endpoint.IsReady ? EndpointState.Ready
        : endpoint is { IsServing: true, IsTerminating: true } ? EndpointState.Terminating
        : EndpointState.NotReady;

    private static IEnumerable<TrafficPolicy> PoliciesOf(ServicePort port, IPAddress address, ushort target)
    {
        if (port.Frontends.Any(frontend => Holds(frontend.HasLocalPool ? frontend.ShortCircuitPool : frontend.Pool, address, target)))
            yield return TrafficPolicy.Cluster;
        if (port.Frontends.Any(frontend => frontend.HasLocalPool && Holds(frontend.Pool, address, target)))
            yield return TrafficPolicy.Local;
    }

    private static bool Holds(EndpointPool? pool, IPAddress address, ushort target) =>
        pool is not null && pool.Endpoints.Any(endpoint => endpoint.Port == target && endpoint.Address.Equals(address));
}
