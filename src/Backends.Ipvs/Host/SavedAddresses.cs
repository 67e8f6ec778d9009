using System.Net;
using System.Text.Json;
using Proxier.Core;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Reads what <c>ip -j address show</c> prints.</summary>
/// <param name="HasLink">kube-ipvs0 is there.</param>
/// <param name="Bound">On kube-ipvs0, in both families.</param>
/// <param name="Others">On all other links, in both families.</param>
internal sealed record SavedAddresses(bool HasLink, IReadOnlySet<IPAddress> Bound, IReadOnlySet<IPAddress> Others)
{
    public const string Link = ILocalAddresses.ServiceLink;

    public static SavedAddresses Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json.Length == 0 ? "[]" : json);
        ILookup<bool, JsonElement> links = document.RootElement.EnumerateArray().ToLookup(link => link.TryGetProperty("ifname", out JsonElement name) && name.GetString() == Link);
        return new SavedAddresses(links[true].Any(), AddressesOf(links[true]), AddressesOf(links[false]));
    }

    public HostAddresses HostIn(IpFamily family) =>
        new(Others.Where(address => address.Family() == family).OrderBy(address => address.ToNumber()).ToEquatableArray());

    /// <summary>Without the link-local address that the kernel gives a link by itself.</summary>
    public IReadOnlySet<IPAddress> BoundIn(IpFamily family) => Bound.Where(address => address.Family() == family && !address.IsIPv6LinkLocal).ToHashSet();

    private static HashSet<IPAddress> AddressesOf(IEnumerable<JsonElement> links) => [.. links
        .Where(link => link.TryGetProperty("addr_info", out _))
        .SelectMany(link => link.GetProperty("addr_info").EnumerateArray())
        .Where(address => address.TryGetProperty("local", out _))
        .Select(address => IPAddress.TryParse(address.GetProperty("local").GetString(), out IPAddress? parsed) ? parsed : null)
        .OfType<IPAddress>()];
}
