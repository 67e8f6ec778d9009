using System.Net;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Testing;

/// <summary>Small clusters for tests, seen from the node <see cref="NodeName"/>, with everything that a test does not name already filled in.</summary>
public static class Some
{
    public const string NodeName = "node-a";

    public const string OtherNodeName = "node-b";

    public static Node Node { get; } = new(NodeName)
    {
        Zone = "zone-a",
        Addresses = [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")],
        PodCidrs = [IPNetwork.Parse("10.244.1.0/24"), IPNetwork.Parse("fd00:10:244:1::/64")],
    };

    public static GraphArguments Arguments { get; } = new() { NodeName = NodeName, ClusterCidr = "10.244.0.0/16,fd00:10:244::/56" };

    public static GraphOptions Options { get; } = GraphOptions.From(Arguments);

    /// <param name="name">namespace/name.</param>
    public static SomeService Service(string name = "default/web") => new(Name(name));

    public static ClusterState Cluster(params SomeService[] services) =>
        new(services.Select(service => service.Objects).OrderBy(service => service.Name).ToPagedArray(), Node, []);

    public static BuiltGraph Built(params SomeService[] services) => GraphBuilder.Build(Cluster(services), Options);

    public static ServiceGraph Graph(params SomeService[] services) => Built(services).Graph;

    public static FamilyGraph IPv4(params SomeService[] services) => Graph(services).IPv4;

    public static FamilyGraph IPv6(params SomeService[] services) => Graph(services).IPv6;

    internal static ObjectName Name(string name)
    {
        string[] parts = name.Split('/');
        return new ObjectName(parts[0], parts[1]);
    }
}
