using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Scripts;

/// <summary>The model of <c>addresses.scriban</c>.</summary>
/// <param name="HasDetection">The family would ask the link first whether somebody else has the address.</param>
internal sealed record AddressesView(bool IsLinkNew, bool HasDetection, IReadOnlyList<string> Bound, IReadOnlyList<string> Unbound, bool IsLinkGone)
{
    public static AddressesView NewLink(IpFamily family) => new(true, family == IpFamily.IPv6, [], [], false);

    public static AddressesView GoneLink(IpFamily family) => new(false, family == IpFamily.IPv6, [], [], true);

    public static AddressesView Of(IEnumerable<IPAddress> bound, IEnumerable<IPAddress> unbound, IpFamily family) =>
        new(false, family == IpFamily.IPv6, [.. bound.Select(Word)], [.. unbound.Select(Word)], false);

    private static string Word(IPAddress address) => $"{address}/{address.Family().BitCount()}";
}
