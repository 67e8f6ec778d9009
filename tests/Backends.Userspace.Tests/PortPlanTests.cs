using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Tests;

public sealed class PortPlanTests
{
    private static readonly PortRange Range = new(61000, 61009);

    [Fact]
    public void A_port_follows_from_the_name()
    {
        ushort port = New().PortOf(Lane("web"));
        Assert.Equal(port, New().PortOf(Lane("web")));
        Assert.InRange(port, Range.First, Range.Last);
    }

    [Fact]
    public void All_ports_are_given_before_none_is_left()
    {
        PortPlan plan = New();
        ushort[] ports = [.. Enumerable.Range(0, Range.Count).Select(number => plan.PortOf(Lane($"web{number}")))];
        Assert.Equal(Enumerable.Range(61000, 10), ports.Order().Select(port => (int)port));
        Assert.Contains("61000 to 61009 is left for the proxy of shop/more", Assert.Throws<NoPortLeftException>(() => plan.PortOf(Lane("more"))).Message, StringComparison.Ordinal);
        Assert.InRange(plan.PortOf(Lane("dns", Protocol.Udp)), Range.First, Range.Last);
    }

    [Fact]
    public void What_is_held_stays_and_what_others_have_is_left_alone()
    {
        ushort first = New().PortOf(Lane("web"));
        PortBook taken = PortBook.Empty with { Taken = [new LanePort(Protocol.Tcp, first)] };
        ushort second = new PortPlan(taken, Range).PortOf(Lane("web"));
        Assert.NotEqual(first, second);
        PortBook held = PortBook.Empty with { Held = PortBook.Empty.Held.Add(Lane("web"), second) };
        Assert.Equal(second, new PortPlan(held, Range).PortOf(Lane("web")));
    }

    [Fact]
    public void The_two_lanes_of_a_service_port_have_two_ports()
    {
        PortPlan plan = New();
        Assert.NotEqual(plan.PortOf(Lane("web")), plan.PortOf(Lane("web") with { IsLocal = true }));
    }

    private static PortPlan New() => new(PortBook.Empty, Range);

    private static LaneName Lane(string name, Protocol protocol = Protocol.Tcp) => new(new ServicePortName(new ObjectName("shop", name), "", protocol), IsLocal: false);
}
