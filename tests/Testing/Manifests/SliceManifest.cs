using System.Text.Json.Nodes;
using Proxier.Core.Objects;

namespace Proxier.Testing.Manifests;

/// <param name="Service">The name of the Service, in the same namespace.</param>
public sealed record SliceManifest(string Name, string Service, IpFamily Family) : Manifest(Name)
{
    public override string Kind => "EndpointSlice";

    /// <summary>Here the number is the one that the pods listen on.</summary>
    public IReadOnlyList<PortManifest> Ports { get; init; } = [];

    public IReadOnlyList<EndpointManifest> Endpoints { get; init; } = [];

    protected override string ApiVersion => "discovery.k8s.io/v1";

    protected override IEnumerable<KeyValuePair<string, string>> OwnLabels => [new(EndpointSlice.ServiceNameLabel, Service)];

    protected override void Write(JsonObject json)
    {
        json["addressType"] = Family.ToString();
        json["endpoints"] = new JsonArray([.. Endpoints.Select(endpoint => endpoint.ToJson(Family))]);
        json["ports"] = new JsonArray([.. Ports.Select(SlicePort)]);
    }

    /// <summary>A slice always writes the name, also the empty one; without a name the port is dropped.</summary>
    private static JsonObject SlicePort(PortManifest port) =>
        new() { ["name"] = port.Name, ["protocol"] = PortManifest.Text(port.Protocol), ["port"] = port.Port };
}
