using System.Text.Json.Nodes;
using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Testing.Manifests;

/// <summary>One host of the testbed as an endpoint.</summary>
public sealed record EndpointManifest(Host Host)
{
    public bool IsReady { get; init; } = true;

    public bool IsServing { get; init; } = true;

    public bool IsTerminating { get; init; }

    public IReadOnlyList<string> ZoneHints { get; init; } = [];

    public IReadOnlyList<string> NodeHints { get; init; } = [];

    public static implicit operator EndpointManifest(Host host) => new(host);

    /// <summary>On its way out, and still able to answer.</summary>
    public static EndpointManifest Terminating(Host host) => new(host) { IsReady = false, IsTerminating = true };

    internal JsonObject ToJson(IpFamily family) => new()
    {
        ["addresses"] = new JsonArray(Host.Addresses[family].ToString()),
        ["nodeName"] = Host.NodeName,
        ["conditions"] = new JsonObject { ["ready"] = IsReady, ["serving"] = IsServing, ["terminating"] = IsTerminating },
        ["hints"] = new JsonObject { ["forZones"] = Names(ZoneHints), ["forNodes"] = Names(NodeHints) },
    };

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => new JsonObject { ["name"] = name })];
}
