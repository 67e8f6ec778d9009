using System.Net;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Core.Snapshots;

namespace Proxier.Core.Tests.Snapshots;

public sealed class SnapshotChangeTests
{
    private static readonly NodeSnapshot Old = new(new ClusterState([Objects("a"), Objects("c"), Objects("e")], new Node("node-a"), []), new GraphArguments(), [IPAddress.Loopback]);

    [Fact]
    public void It_makes_the_next_of_the_one_before()
    {
        ClusterState next = Old.State with { Services = [Objects("0"), Old.State.Services[0], Objects("c", 81), Objects("d")] };
        SnapshotChange change = Between(next);
        Assert.Equal(["default/0", "default/c", "default/d", "default/e"], change.Touched.Select(name => $"{name}"));
        Assert.Equal(3, change.Services.Count);
        Assert.Equal(next, change.ApplyTo(Old.State));
    }

    [Fact]
    public void What_did_not_change_costs_nothing()
    {
        Assert.True(Between(Old.State).IsEmpty);
        Assert.True(SnapshotChange.Between(Old, Old with { LocalAddresses = [] })?.IsEmpty);
    }

    [Fact]
    public void What_is_more_than_services_is_told_whole()
    {
        Assert.Null(SnapshotChange.Between(Old, Old with { Arguments = new GraphArguments { MasqueradeAll = true } }));
        Assert.Null(SnapshotChange.Between(Old, Old with { State = Old.State with { Node = new Node("node-a") { Zone = "z" } } }));
        Assert.Null(SnapshotChange.Between(Old, Old with { State = Old.State with { ServiceCidrs = [new ServiceCidr("k", [IPNetwork.Parse("10.96.0.0/16")])] } }));
    }

    private static SnapshotChange Between(ClusterState next) => SnapshotChange.Between(Old, Old with { State = next }) ?? throw new InvalidOperationException("It is more than a change.");

    private static ServiceObjects Objects(string name, ushort port = 80)
    {
        var service = new ObjectName("default", name);
        return new ServiceObjects(service, new Service(service) { ClusterIPs = [IPAddress.Parse("10.96.0.1")], Ports = [new ServicePortSpec("", Protocol.Tcp, port, 0)] }, []);
    }
}
