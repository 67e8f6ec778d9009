using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Integration.Daemon;

/// <summary>A short one each; <c>make live RUN=soak</c> runs for as long as one likes.</summary>
public sealed class SoakTests : DaemonCase
{
    protected override int OtherPods => Soak.Endpoints;

    [NetnsTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_client_is_lost_while_endpoints_change_a_hundred_times_a_second(bool isSticky)
    {
        Node.Start();
        var soak = new Soak(Node, isSticky);

        await soak.RunAsync(TimeSpan.FromSeconds(3), leastAttempts: 100);

        Assert.True(soak.Tcp.Failures + soak.Udp.Failures == 0, $"TCP: {soak.Tcp}; UDP: {soak.Udp}");
        Assert.True(soak.Tcp.Attempts >= 100 && soak.Udp.Attempts >= 100 && soak.Transactions >= 6, $"Too little happened: {soak.Tcp.Attempts}, {soak.Udp.Attempts}, {soak.Transactions}");
    }
}
