using System.Runtime.InteropServices;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Gathers the endpoints of one service port from all its slices: each ip:port once, in order.</summary>
internal sealed class EndpointCollector(EquatableArray<EndpointSlice> slices, IpFamily family, string nodeName)
{
    public List<PortEndpoint> Collect(string portName, Protocol protocol)
    {
        var found = new List<PortEndpoint>();
        foreach (EndpointSlice slice in slices)
        {
            if (slice.Family != family)
                continue;

            foreach (SlicePort port in slice.Ports)
            {
                if (port.Name == portName && port.Protocol == protocol)
                    AddAll(found, slice, port.Port);
            }
        }

        found.Sort();
        RemoveRepeated(found);
        return found;
    }

    private void AddAll(List<PortEndpoint> found, EndpointSlice slice, ushort port)
    {
        found.EnsureCapacity(found.Count + slice.Endpoints.Count);
        foreach (SliceEndpoint endpoint in slice.Endpoints)
        {
            if (endpoint.Address.Family() != family)
                continue; // ServiceReview warns of it.

            string text = family == IpFamily.IPv4 ? $"{endpoint.Address}:{port}" : $"[{endpoint.Address}]:{port}";
            found.Add(new PortEndpoint(text, endpoint, port, endpoint.NodeName == nodeName));
        }
    }

    private static void RemoveRepeated(List<PortEndpoint> sorted)
    {
        int kept = 0;
        Span<PortEndpoint> items = CollectionsMarshal.AsSpan(sorted);
        foreach (PortEndpoint item in items)
        {
            if (kept == 0 || items[kept - 1].Text != item.Text)
                items[kept++] = item;
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }
}
