using System.Net;
using System.Text.Json.Nodes;
using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Testing.Manifests;

public sealed record NodeManifest(string Name) : Manifest(Name)
{
    public override string Kind => "Node";

    /// <summary>The testbed's node.</summary>
    public static NodeManifest OfTestbed { get; } = new(Plan.NodeName)
    {
        Zone = Plan.Zone,
        InternalIPs = [Plan.Node.IPv4, Plan.Node.IPv6],
        PodCidrs = Plan.PodCidrs.Split(','),
    };

    public string Zone { get; init; } = "";

    public IReadOnlyList<IPAddress> InternalIPs { get; init; } = [];

    public IReadOnlyList<string> PodCidrs { get; init; } = [];

    public IReadOnlyList<string> Taints { get; init; } = [];

    /// <summary>It was deleted, and something holds it a little longer.</summary>
    public bool IsTerminating { get; init; }

    protected override bool IsNamespaced => false;

    protected override string ApiVersion => "v1";

    protected override IEnumerable<KeyValuePair<string, string>> OwnLabels => Zone.Length == 0 ? [] : [new(Node.ZoneLabel, Zone)];

    protected override void Write(JsonObject json)
    {
        json["spec"] = new JsonObject
        {
            ["podCIDRs"] = Strings(PodCidrs),
            ["taints"] = new JsonArray([.. Taints.Select(taint => new JsonObject { ["key"] = taint, ["effect"] = "NoSchedule" })]),
        };
        if (IsTerminating)
            json["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z"; // every object has metadata
        json["status"] = new JsonObject { ["addresses"] = new JsonArray([.. InternalIPs.Select(Address)]) };
    }

    private static JsonObject Address(IPAddress address) => new() { ["type"] = "InternalIP", ["address"] = address.ToString() };
}
