using System.Text.Json.Nodes;

namespace Proxier.Proxyctl.Tests.Hostile;

/// <summary>A place in a manifest that takes text.</summary>
/// <param name="Name">For the name of the test case.</param>
/// <param name="Put">Writes the text there, in a Service, its slice and a Node.</param>
internal sealed record HostileField(string Name, Action<HostileCluster, string> Put)
{
    public static IReadOnlyList<HostileField> All { get; } =
    [
        new("namespace", (cluster, text) => (cluster.Service["metadata"]!["namespace"], cluster.Slice["metadata"]!["namespace"]) = (text, text)),
        new("name", (cluster, text) => (cluster.Service["metadata"]!["name"], cluster.SliceLabels["kubernetes.io/service-name"]) = (text, text)),
        new("port name", (cluster, text) => (cluster.ServicePort["name"], cluster.SlicePort["name"]) = (text, text)),
        new("protocol", (cluster, text) => (cluster.ServicePort["protocol"], cluster.SlicePort["protocol"]) = (text, text)),
        new("type", (cluster, text) => cluster.Spec["type"] = text),
        new("cluster IP", (cluster, text) => (cluster.Spec["clusterIP"], cluster.Spec["clusterIPs"]) = (text, new JsonArray(text))),
        new("external IP", (cluster, text) => cluster.Spec["externalIPs"] = new JsonArray(text)),
        new("load balancer IP", (cluster, text) => cluster.Service["status"] = new JsonObject { ["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["ip"] = text }) } }),
        new("source range", (cluster, text) => cluster.Spec["loadBalancerSourceRanges"] = new JsonArray(text)),
        new("session affinity", (cluster, text) => cluster.Spec["sessionAffinity"] = text),
        new("scheduler", (cluster, text) => cluster.Service["metadata"]!["annotations"] = new JsonObject { ["proxier.dev/scheduler"] = text }),
        new("weights", (cluster, text) => cluster.Slice["metadata"]!["annotations"] = new JsonObject { ["proxier.dev/weights"] = text }),
        new("label", (cluster, text) => cluster.Service["metadata"]!["labels"] = new JsonObject { [text] = text }),
        new("slice name", (cluster, text) => cluster.Slice["metadata"]!["name"] = text),
        new("address type", (cluster, text) => cluster.Slice["addressType"] = text),
        new("endpoint address", (cluster, text) => cluster.Endpoint["addresses"] = new JsonArray(text)),
        new("endpoint node", (cluster, text) => cluster.Endpoint["nodeName"] = text),
        new("zone hint", (cluster, text) => cluster.Endpoint["hints"] = new JsonObject { ["forZones"] = new JsonArray(new JsonObject { ["name"] = text }) }),
        new("node name", (cluster, text) => cluster.Node["metadata"]!["name"] = text),
        new("node address", (cluster, text) => cluster.Node["status"]!["addresses"]![0]!["address"] = text),
        new("pod range", (cluster, text) => cluster.Node["spec"] = new JsonObject { ["podCIDRs"] = new JsonArray(text) }),
        new("zone", (cluster, text) => cluster.Node["metadata"]!["labels"] = new JsonObject { ["topology.kubernetes.io/zone"] = text }),
        new("kind", (cluster, text) => cluster.Slice["kind"] = text),
    ];

    public override string ToString() => Name;
}
