using System.Text.Json.Serialization;
using Proxier.Core.Objects;

namespace Proxier.Core.Listing;

/// <summary>One endpoint of one service port.</summary>
/// <param name="Service">namespace/name:port.</param>
/// <param name="Address">ip:port, an IPv6 address in brackets.</param>
/// <param name="Node">Null when the slice does not say.</param>
/// <param name="Policies">The traffic policies under which it gets new connections on this node; none: it gets none.</param>
public sealed record EndpointRow(
    string Service, Protocol Protocol, IpFamily Family, string Address, string? Node, bool IsLocal, EndpointState State, int Weight, IReadOnlyList<TrafficPolicy> Policies)
{
    /// <summary>The same for each version of the row.</summary>
    [JsonIgnore]
    public string Key => $"{Service} {Protocol} {Address} {Family}";

    /// <summary>Everything that is shown, as one value to compare.</summary>
    [JsonIgnore]
    public string Content => string.Join('|', Node, IsLocal, State, Weight, string.Join(',', Policies));
}
