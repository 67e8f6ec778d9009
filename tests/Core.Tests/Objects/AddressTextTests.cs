using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Tests.Objects;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData(" 010.000.008.09\n", "10.0.8.9")]
    [InlineData("FD00::0A", "fd00::a")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    public void Addresses_are_read_leniently(string text, string address)
    {
        Assert.True(AddressText.TryParseAddress(text, out IPAddress parsed));
        Assert.Equal(address, parsed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.1")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.-1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("10.0.0.1.2")]
    [InlineData("10.0.0. 1")]
    [InlineData("167772161")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("localhost")]
    [InlineData("fd00:::1")]
    public void What_is_no_address_is_refused(string text) => Assert.False(AddressText.TryParseAddress(text, out _));

    [Theory]
    [InlineData("010.96.0.10:53", "10.96.0.10:53")]
    [InlineData("10.0.0.1:65535", "10.0.0.1:65535")]
    [InlineData("[FD00::0A]:53", "[fd00::a]:53")]
    public void Sockets_are_read_like_addresses(string text, string socket)
    {
        Assert.True(AddressText.TryParseSocket(text, out IPEndPoint parsed));
        Assert.Equal(socket, parsed.ToString());
    }

    [Theory]
    [InlineData("10.96.10:53")]
    [InlineData("10.96.0.10")]
    [InlineData("10.96.0.10:0")]
    [InlineData("10.96.0.10:65536")]
    [InlineData("10.96.0.10:+53")]
    [InlineData("[10.96.0.10]:53")]
    [InlineData("fd00::a:53")]
    [InlineData("[fd00::a]")]
    [InlineData("[]:53")]
    [InlineData(":53")]
    public void What_is_no_socket_is_refused(string text) => Assert.False(AddressText.TryParseSocket(text, out _));

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData(" 203.0.113.77/25 ", "203.0.113.0/25")]
    [InlineData("fd00::ffff:1/112", "fd00::ffff:0/112")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("10.1.2.3/32", "10.1.2.3/32")]
    [InlineData("fd00::1/127", "fd00::/127")]
    public void Networks_are_read_leniently(string text, string network)
    {
        Assert.True(AddressText.TryParseNetwork(text, out IPNetwork parsed));
        Assert.Equal(network, parsed.ToString());
    }

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("fd00::/129")]
    [InlineData("/8")]
    public void What_is_no_network_is_refused(string text) => Assert.False(AddressText.TryParseNetwork(text, out _));
}
