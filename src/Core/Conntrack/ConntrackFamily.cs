using Proxier.Core.Objects;

namespace Proxier.Core.Conntrack;

internal static class ConntrackFamily
{
    /// <summary>As <c>conntrack -f</c> wants it.</summary>
    public static string Word(IpFamily family) => family == IpFamily.IPv4 ? "ipv4" : "ipv6";
}
