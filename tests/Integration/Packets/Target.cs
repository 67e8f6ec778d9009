using System.Net;
using System.Net.Sockets;
using Proxier.Core.Objects;

namespace Proxier.Integration.Packets;

/// <summary>What a client connects to.</summary>
public sealed record Target(IPAddress Address, int Port, Protocol Protocol)
{
    public IPEndPoint EndPoint => new(Address, Port);

    public IpFamily Family => Address.AddressFamily == AddressFamily.InterNetwork ? IpFamily.IPv4 : IpFamily.IPv6;

    public override string ToString() => $"{Protocol} {EndPoint}";
}
