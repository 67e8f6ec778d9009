using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Bench;

/// <summary>One element of the map that leads from a frontend and a slot to an endpoint.</summary>
public readonly record struct MapElement(IPAddress Frontend, Protocol Protocol, ushort Port, string Slot, IPAddress Endpoint, ushort EndpointPort)
{
    public static MapElement Number(int i) => new(
        new IPAddress([10, 96, (byte)(i >> 12), (byte)(i >> 4)]), Protocol.Tcp, 80, (i % 10).ToString("x"), new IPAddress([10, 244, (byte)(i >> 8), (byte)i]), 8080);
}
