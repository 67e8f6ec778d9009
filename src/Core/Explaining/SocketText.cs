using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Explaining;

public static class SocketText
{
    /// <summary>ip:port, an IPv6 address in brackets.</summary>
    public static string Of(IPAddress address, ushort port) => address.Family() == IpFamily.IPv4 ? $"{address}:{port}" : $"[{address}]:{port}";
}
