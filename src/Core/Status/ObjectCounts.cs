using Proxier.Core.Building;
using Proxier.Core.Objects;

namespace Proxier.Core.Status;

/// <param name="ServicePorts">Of both families together, as are <paramref name="Frontends"/>.</param>
/// <param name="Frontends">Addresses and ports that clients connect to.</param>
/// <param name="Endpoints">Of all EndpointSlices.</param>
public sealed record ObjectCounts(int Services, int EndpointSlices, int Endpoints, int ServicePorts, int Frontends)
{
    public static ObjectCounts None { get; } = new(0, 0, 0, 0, 0);

    public static ObjectCounts Of(BuiltGraph built)
    {
        PagedArray<ServiceObjects> services = built.State.Services;
        return new ObjectCounts(
            services.Count(objects => objects.Service is not null), services.Sum(objects => objects.Slices.Count),
            services.Sum(objects => objects.Slices.Sum(slice => slice.Endpoints.Count)), built.Graph.IPv4.Ports.Count + built.Graph.IPv6.Ports.Count,
            built.Graph.IPv4.Ports.Concat(built.Graph.IPv6.Ports).Sum(port => port.Frontends.Count));
    }
}
