using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Proxier.Core.Objects.Reading;

namespace Proxier.Core.Tests.Objects.Reading;

/// <summary>A valid object with one value replaced by anything: the reader never throws, and what it refuses it names.</summary>
public sealed class MutatedObjectTests
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "7", "65536", "1.5", "1e400", "-99999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\n\"", "[]", "[[]]",
        "[null]", "[1, \"a\", {}]", "{}", "{\"a\": 1}", "{\"name\": []}", "\"10.0.0.1\"", "\"fd00::1\"",
    ];

    private static readonly (string Json, Func<string, (bool IsLost, IEnumerable<Finding> Findings)> Read)[] Objects =
    [
        ("""
            {"metadata": {"namespace": "a", "name": "web", "labels": {"x": "y"}, "annotations": {"proxier.dev/scheduler": "random"}},
             "spec": {"type": "NodePort", "clusterIP": "10.0.0.1", "clusterIPs": ["10.0.0.1"], "ipFamilies": ["IPv4"], "externalIPs": ["192.0.2.1"],
              "ports": [{"name": "http", "port": 80, "nodePort": 30080, "protocol": "TCP"}], "sessionAffinity": "ClientIP",
              "sessionAffinityConfig": {"clientIP": {"timeoutSeconds": 5}}, "loadBalancerSourceRanges": ["10.0.0.0/8"], "externalTrafficPolicy": "Local",
              "internalTrafficPolicy": "Cluster", "healthCheckNodePort": 30000, "unknown": {"deep": [1]}},
             "status": {"loadBalancer": {"ingress": [{"ip": "192.0.2.9", "ipMode": "VIP"}]}}}
            """, json => Outcome(Reading.ReadService(json))),
        ("""
            {"metadata": {"namespace": "a", "name": "web-1", "labels": {"kubernetes.io/service-name": "web"}, "annotations": {"proxier.dev/weights": "*=1"}},
             "addressType": "IPv4", "ports": [{"name": "http", "port": 80, "protocol": "TCP"}], "unknown": {"deep": [1]},
             "endpoints": [{"addresses": ["10.1.0.1"], "conditions": {"ready": true, "serving": true, "terminating": false}, "nodeName": "n",
              "hints": {"forZones": [{"name": "z"}], "forNodes": [{"name": "n"}]}, "zone": "z", "targetRef": {"kind": "Pod"}}]}
            """, json => Outcome(Reading.ReadSlice(json))),
        ("""
            {"metadata": {"name": "n", "labels": {"topology.kubernetes.io/zone": "z"}}, "spec": {"podCIDRs": ["10.1.0.0/24"], "taints": [{"key": "a"}]},
             "status": {"addresses": [{"type": "InternalIP", "address": "192.0.2.1"}], "images": [{"names": ["a"]}]}}
            """, json => Outcome(Reading.ReadNode(json))),
        ("""{"metadata": {"name": "k"}, "spec": {"cidrs": ["10.96.0.0/12"]}, "status": {}}""", json => Outcome(Reading.ReadServiceCidr(json))),
    ];

    [Fact]
    public void Any_value_anywhere_is_read_or_refused_by_name() =>
        Prop.ForAll(
            Gen.Choose(0, Objects.Length - 1).Zip(Gen.Choose(0, 10_000)).Zip(Gen.Elements(Values)).ToArbitrary(),
            mutation => Check(Objects[mutation.Item1.Item1], mutation.Item1.Item2, mutation.Item2))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static void Check((string Json, Func<string, (bool IsLost, IEnumerable<Finding> Findings)> Read) entry, int choice, string value)
    {
        Assert.False(entry.Read(entry.Json).IsLost);
        JsonNode root = JsonNode.Parse(entry.Json)!; // never JSON null
        List<JsonNode> nodes = [.. Descendants(root)];
        JsonNode node = nodes[choice % nodes.Count];
        // $.spec.ports[0].port and $.metadata.labels['a/b'] become the form of findings.
        string path = node.GetPath().Replace("$.", "", StringComparison.Ordinal).Replace("['", "[", StringComparison.Ordinal).Replace("']", "]", StringComparison.Ordinal);
        // Replaced in the text, because JsonNode cannot hold half a surrogate pair.
        node.ReplaceWith("REPLACE-ME");
        (bool isLost, IEnumerable<Finding> findings) = entry.Read(root.ToJsonString().Replace("\"REPLACE-ME\"", value, StringComparison.Ordinal));

        // A finding is about the replaced value, about something in it, or about what holds it.
        Assert.All(findings, finding => Assert.True(Touches(finding.Field, path), $"{path} = {value} gave {finding}"));
        if (path.StartsWith("unknown", StringComparison.Ordinal) || path.Contains(".unknown", StringComparison.Ordinal))
            Assert.Empty(findings);
        if (isLost)
            Assert.NotEmpty(findings);
    }

    private static bool Touches(string field, string path) =>
        field.StartsWith(path, StringComparison.Ordinal) || path.StartsWith(field, StringComparison.Ordinal)
        // What must agree with another field is told where the address is.
        || (path is "spec.clusterIPs[0]" or "spec.clusterIPs" or "spec.clusterIP" or "spec.ipFamilies[0]" or "spec.ipFamilies" && field.StartsWith("spec.clusterIP", StringComparison.Ordinal))
        || (path == "addressType" && field.StartsWith("endpoints[0].addresses", StringComparison.Ordinal))
        || (path == "spec" || path == "metadata" || path == "spec.type" || path == "spec.ports");

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (JsonNode child in children.OfType<JsonNode>())
        {
            yield return child;
            foreach (JsonNode deeper in Descendants(child))
                yield return deeper;
        }
    }

    private static (bool IsLost, IEnumerable<Finding> Findings) Outcome<T>(ReadResult<T> result)
        where T : class => (result.Object is null, result.Errors.Concat(result.Warnings));
}
