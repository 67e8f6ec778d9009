using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Backends.Ipvs.Tests;

/// <summary>Removed endpoints keep their connections (kubernetes#57841), and not for ever (kubernetes#99162).</summary>
public sealed class DrainTests
{
    private const string Key = "-t 10.96.0.2:80";
    private const string Gone = "10.244.2.4:8080";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_removed_endpoint_gets_no_new_connections_and_goes_with_its_last_one()
    {
        using var bed = new IpvsBed();
        Task watch = await RemovedAsync(bed, connections: 2);
        Assert.Equal(0, bed.Kernel.Servers[Key].RealServers[Gone].Weight);

        await PassAsync(bed, TimeSpan.FromMinutes(10));
        Assert.Contains(Gone, bed.Kernel.Servers[Key].RealServers.Keys);

        SetConnections(bed, 0);
        await PassAsync(bed, TimeSpan.FromMinutes(1));

        Assert.DoesNotContain(Gone, bed.Kernel.Servers[Key].RealServers.Keys);
        Assert.False(watch.IsCompleted);
    }

    [Fact]
    public async Task After_the_time_limit_it_goes_with_connections()
    {
        using var bed = new IpvsBed(options => options.DrainLimit = TimeSpan.FromMinutes(5));
        await RemovedAsync(bed, connections: 2);

        await PassAsync(bed, TimeSpan.FromMinutes(4));
        Assert.Contains(Gone, bed.Kernel.Servers[Key].RealServers.Keys);
        await PassAsync(bed, TimeSpan.FromMinutes(2));

        Assert.DoesNotContain(Gone, bed.Kernel.Servers[Key].RealServers.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_returns_gets_its_weight_back_whether_it_is_still_there_or_not(bool isStillThere)
    {
        using var bed = new IpvsBed();
        Ruleset applied = await bed.RepairAsync(Web(Protocol.Tcp, "10.244.1.3", "10.244.2.4"));
        applied = await bed.ChangeAsync(applied, Web(Protocol.Tcp, "10.244.1.3"));
        Task watch = bed.Backend.WatchForeignChangesAsync(IpFamily.IPv4, CancellationToken.None);
        if (!isStillThere)
            await PassAsync(bed, TimeSpan.FromMinutes(2));
        Assert.Equal(isStillThere, bed.Kernel.Servers[Key].RealServers.ContainsKey(Gone));

        await bed.ChangeAsync(applied, Web(Protocol.Tcp, "10.244.1.3", "10.244.2.4"));
        await PassAsync(bed, TimeSpan.FromMinutes(10));

        Assert.Equal(1, bed.Kernel.Servers[Key].RealServers[Gone].Weight);
        Assert.False(watch.IsCompleted);
    }

    [Theory]
    [InlineData(Protocol.Udp, "-u", "")]
    [InlineData(Protocol.Sctp, "--sctp-service", "")]
    [InlineData(Protocol.Tcp, "-t", "dh")]
    public async Task Where_nobody_can_tell_or_clients_would_be_refused_it_goes_at_once(Protocol protocol, string option, string scheduler)
    {
        using var bed = new IpvsBed(options => options.Scheduler = scheduler);
        Ruleset applied = await bed.RepairAsync(Web(protocol, "10.244.1.3", "10.244.2.4"));

        await bed.ChangeAsync(applied, Web(protocol, "10.244.1.3"));

        Assert.Equal(["10.244.1.3:8080"], bed.Kernel.Servers[$"{option} 10.96.0.2:80"].RealServers.Keys);
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_and_is_no_reason_to_write()
    {
        using var bed = new IpvsBed();
        await RemovedAsync(bed, connections: 1);

        using IpvsBed restarted = bed.Restarted();
        Assert.NotNull(await restarted.Backend.AdoptAsync(Web(Protocol.Tcp, "10.244.1.3"), CancellationToken.None));
        Assert.Empty(restarted.Runner.Writes);

        _ = restarted.Backend.WatchForeignChangesAsync(IpFamily.IPv4, CancellationToken.None);
        SetConnections(bed, 0);
        await PassAsync(bed, TimeSpan.FromMinutes(2));
        Assert.DoesNotContain(Gone, bed.Kernel.Servers[Key].RealServers.Keys);
    }

    [Fact]
    public async Task A_service_that_goes_takes_its_virtual_server_with_it()
    {
        using var bed = new IpvsBed();
        Ruleset applied = await bed.RepairAsync(Web(Protocol.Tcp, "10.244.1.3", "10.244.2.4"));
        applied = await bed.ChangeAsync(applied, Web(Protocol.Tcp, "10.244.1.3"));

        await bed.ChangeAsync(applied, Some.IPv4());

        Assert.Empty(bed.Kernel.Servers);
        Assert.Empty(bed.Kernel.Links["kube-ipvs0"]);
    }

    private static FamilyGraph Web(Protocol protocol, params string[] endpoints) => Some.IPv4(Some.Service().At("10.96.0.2").Port(80, protocol).Remote(endpoints));

    /// <summary>Returns the watch, which lets endpoints go.</summary>
    private static async Task<Task> RemovedAsync(IpvsBed bed, int connections)
    {
        Ruleset applied = await bed.RepairAsync(Web(Protocol.Tcp, "10.244.1.3", "10.244.2.4"));
        SetConnections(bed, connections);
        await bed.ChangeAsync(applied, Web(Protocol.Tcp, "10.244.1.3"));
        return bed.Backend.WatchForeignChangesAsync(IpFamily.IPv4, CancellationToken.None);
    }

    private static void SetConnections(IpvsBed bed, int connections) =>
        bed.Kernel.Servers[Key].RealServers[Gone] = bed.Kernel.Servers[Key].RealServers[Gone] with { Connections = connections };

    private static async Task PassAsync(IpvsBed bed, TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += Period)
            await IpvsBackendTests.TickAsync(bed, Period);
    }
}
