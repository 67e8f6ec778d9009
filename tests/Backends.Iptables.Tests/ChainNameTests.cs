using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>The names that kube-proxy gives: whoever looks for one finds ours.</summary>
public sealed class ChainNameTests
{
    [Theory]
    [InlineData("ns1/svc1:p80", Protocol.Tcp, "XPGD46QRK7WJZT7O")]
    [InlineData("ns2/svc2:p80", Protocol.Tcp, "GNZBNJ2PO5MGZ6GT")]
    [InlineData("ns3/svc3:p80", Protocol.Tcp, "X27LE4BHSL4DOUIK")]
    [InlineData("ns4/svc4:p80", Protocol.Tcp, "4SW47YFZTEDKD3PK")]
    [InlineData("ns5/svc5:p80", Protocol.Tcp, "NUKIZ6OKUXPJNT4C")]
    [InlineData("default/kubernetes:https", Protocol.Tcp, "NPX46M4PTMTKRN6Y")]
    [InlineData("kube-system/kube-dns:dns", Protocol.Udp, "TCOU7JCQXEZGVUNU")]
    [InlineData("kube-system/kube-dns:dns-tcp", Protocol.Tcp, "ERIFXISQEP7F7OF4")]
    [InlineData("default/web", Protocol.Tcp, "LOLE4ISW44XBNF3G")]
    public void Service_chains_are_named_as_kube_proxy_names_them(string name, Protocol protocol, string hash)
    {
        ServicePortName port = Parse(name, protocol);
        Assert.Equal("KUBE-SVC-" + hash, ChainName.ClusterPool(port));
        Assert.Equal("KUBE-SVL-" + hash, ChainName.LocalPool(port));
        Assert.Equal("KUBE-EXT-" + hash, ChainName.External(port));
        Assert.Equal("KUBE-FW-" + hash, ChainName.SourceFirewall(port));
    }

    [Theory]
    [InlineData("ns1/svc1:p80", "10.180.0.1", "SXIVWICOYRO3J4NJ")]
    [InlineData("ns4/svc4:p80", "10.180.0.4", "UKSFD7AGPMPPLUHC")]
    [InlineData("ns4/svc4:p80", "10.180.0.5", "C6EBXVWJJZMIWKLZ")]
    [InlineData("ns1/svc1:p80", "fd00::1", "T5UNFIPVCZXM3U7X")]
    public void Endpoint_chains_are_named_as_kube_proxy_names_them(string name, string address, string hash) =>
        Assert.Equal("KUBE-SEP-" + hash, ChainName.EndpointOf(Parse(name, Protocol.Tcp), new Endpoint(IPAddress.Parse(address), 80, IsLocal: false)));

    private static ServicePortName Parse(string text, Protocol protocol)
    {
        string[] parts = text.Split('/', ':');
        return new ServicePortName(new ObjectName(parts[0], parts[1]), parts.ElementAtOrDefault(2) ?? "", protocol);
    }
}
