using Proxier.Testing.ApiServer;
using Proxier.Testing.Network;

namespace Proxier.Integration.ApiServer;

/// <summary>What happens to connections between the daemon and the API server.</summary>
public sealed class ConnectionFaultTests(WatchedCluster cluster) : IClassFixture<WatchedCluster>
{
    private const string Lost = "services: ", Stays = "the last state stays in force", Back = "services: in touch with the API server again";

    [NetnsFact]
    public Task Nobody_is_lost_when_connections_are_closed() => cluster.RideOutAsync(
        () =>
        {
            cluster.Server.CloseConnections();
            return Task.CompletedTask;
        },
        Lost, Stays, Back);

    [NetnsFact]
    public Task Nobody_is_lost_when_connections_are_reset() => cluster.RideOutAsync(
        () =>
        {
            cluster.Server.ResetConnections();
            return Task.CompletedTask;
        },
        Lost, Stays, Back);

    [NetnsFact]
    public Task Nobody_is_lost_when_connections_die_without_a_word() => cluster.RideOutAsync(
        () => cluster.Place.Wire.LoseAsync(cluster.Server.ClientPorts), Lost, Stays, Back);

    [NetnsFact]
    public Task Nobody_is_lost_when_the_wire_is_cut_for_a_while() => cluster.RideOutAsync(
        async () =>
        {
            await cluster.Place.Wire.CutAsync();
            await cluster.UntilLogAsync(Stays, cluster.Node.Daemon.Lines);
            await cluster.Place.Wire.MendAsync();
        },
        Lost, Back);

    [NetnsFact]
    public Task Nobody_is_lost_when_answers_come_slowly() => cluster.RideOutAsync(
        async () =>
        {
            int before = cluster.Server.Faults.Count;
            cluster.Server.Faults.Once(request => request is { Resource: "services", IsWatch: true }, new Fault.Gone());
            cluster.Server.ResetConnections();
            cluster.Server.Faults.Always = _ => new Fault.Slow(PieceBytes: 200, TimeSpan.FromMilliseconds(2));
            await cluster.Node.UntilAsync(() => Task.FromResult(cluster.Server.Faults.Count > before + 4), Testing.Patience.Limit, "nothing was slow");
            await cluster.Node.SettleAsync();
            cluster.Server.Faults.Always = _ => null;
        },
        "services: listed");
}
