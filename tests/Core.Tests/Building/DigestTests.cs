using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

public sealed class DigestTests
{
    /// <summary>A kernel may hold these: if one changes, every node rewrites its rules at the next update. That is allowed, but never by accident.</summary>
    [Fact]
    public void Digests_are_the_same_in_every_process_and_on_every_machine()
    {
        FamilyGraph graph = Some.IPv4(Some.Service().LoadBalancer("198.51.100.7").SourceRanges("192.0.2.0/24").ExternallyLocal().Sticky()
            .Port(53, Protocol.Udp, "dns", nodePort: 30053).Local("10.244.1.5").Remote("10.244.2.5"));
        Assert.Equal("2dfc699cb07daa7e469637254ee7ab05", graph.Ports[0].Digest.ToString());
        Assert.Equal("3fe5b1f5fc16d34bfbd8bc214de55861", graph.Node.Digest.ToString());
    }

    [Fact]
    public void Every_fact_about_the_node_is_in_its_digest()
    {
        GraphArguments[] variants =
        [
            Some.Arguments,
            Some.Arguments with { ClusterCidr = "" },
            Some.Arguments with { ClusterCidr = "10.244.0.0/17" },
            Some.Arguments with { DetectLocalMode = "BridgeInterface", BridgeInterface = "veth" },
            Some.Arguments with { DetectLocalMode = "InterfaceNamePrefix", InterfaceNamePrefix = "veth" },
            Some.Arguments with { NodePortAddresses = ["all"] },
            Some.Arguments with { NodePortAddresses = ["all"], LocalhostNodePorts = true },
            Some.Arguments with { NodePortAddresses = ["localhost"] },
            Some.Arguments with { ServiceCidrs = ["10.96.0.0/16"] },
            Some.Arguments with { BindAddress = "192.0.2.9", NodePortAddresses = ["10.0.0.0/8"] },
            Some.Arguments with { NodePortAddresses = ["10.0.0.0/8"] },
            Some.Arguments with { MasqueradeBit = 15 },
        ];
        Assert.Distinct(variants.Select(arguments => GraphBuilder.Build(Some.Cluster(), GraphOptions.From(arguments)).Graph.IPv4.Digest));
    }
}
