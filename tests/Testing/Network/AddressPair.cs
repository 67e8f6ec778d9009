using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Testing.Network;

/// <summary>The same thing's address in each family.</summary>
public sealed record AddressPair(IPAddress IPv4, IPAddress IPv6)
{
    public IPAddress this[IpFamily family] => family == IpFamily.IPv4 ? IPv4 : IPv6;

    public bool Contains(IPAddress address) => IPv4.Equals(address) || IPv6.Equals(address);

    public static AddressPair Of(string ipv4, string ipv6) => new(IPAddress.Parse(ipv4), IPAddress.Parse(ipv6));
}
