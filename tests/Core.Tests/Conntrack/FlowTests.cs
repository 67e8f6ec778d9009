using System.Net;
using Proxier.Core.Conntrack;

namespace Proxier.Core.Tests.Conntrack;

public sealed class FlowTests
{
    [Theory]
    [InlineData("udp      17 29 src=10.0.0.2 dst=10.96.0.10 sport=4000 dport=53 [UNREPLIED] src=10.244.0.5 dst=10.0.0.2 sport=5353 dport=4000 mark=0 use=1")]
    [InlineData("ipv4     2 udp      17 119 src=10.0.0.2 dst=10.96.0.10 sport=4000 dport=53 src=10.244.0.5 dst=10.0.0.2 sport=5353 dport=4000 [ASSURED] mark=0 use=1")]
    [InlineData("udp      17 29 src=10.0.0.2 dst=10.96.0.10 sport=4000 dport=53 packets=1 bytes=29 src=10.244.0.5 dst=10.0.0.2 sport=5353 dport=4000 packets=0 bytes=0 mark=0 secctx=x zone=2 use=1")]
    public void A_line_of_the_tool_names_destination_and_reply_source(string line)
    {
        Assert.True(Flow.TryParse(line, out Flow flow));
        Assert.Equal(new Flow(IPEndPoint.Parse("10.96.0.10:53"), IPEndPoint.Parse("10.244.0.5:5353")), flow);
    }

    [Fact]
    public void IPv6_is_read_too()
    {
        Assert.True(Flow.TryParse("udp      17 29 src=fd00::2 dst=fd00:96::a sport=4000 dport=53 src=fd00:244::5 dst=fd00::2 sport=5353 dport=4000 use=1", out Flow flow));
        Assert.Equal(new Flow(IPEndPoint.Parse("[fd00:96::a]:53"), IPEndPoint.Parse("[fd00:244::5]:5353")), flow);
    }

    [Theory]
    [InlineData("")]
    [InlineData("conntrack v1.4.7 (conntrack-tools): 3 flow entries have been shown.")]
    [InlineData("icmp     1 29 src=10.0.0.2 dst=10.0.0.1 type=8 code=0 id=7 src=10.0.0.1 dst=10.0.0.2 type=0 code=0 id=7 mark=0 use=1")]
    [InlineData("udp      17 29 src=10.0.0.2 dst=10.96.0.10 sport=4000 dport=53")]
    [InlineData("udp      17 29 src=10.0.0.2 dst=10.96.0.10 sport=4000 dport=70000 src=10.244.0.5 dst=10.0.0.2 sport=5353 dport=4000")]
    [InlineData("udp      17 29 src= dst= sport= dport= src= dst= sport= dport=")]
    public void Other_lines_are_not_flows(string line) => Assert.False(Flow.TryParse(line, out _));
}
