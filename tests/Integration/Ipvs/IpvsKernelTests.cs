using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Ipvs;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Host;
using Proxier.Core.Objects;
using Proxier.Integration.Uml;
using Proxier.Kernel;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Integration.Ipvs;

/// <summary>What the tools write is what they read back, whatever the services are: a restart with nothing changed has nothing to do.</summary>
[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsKernelTests
{
    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task After_each_change_a_new_process_finds_everything_in_order(IpFamily family)
    {
        await using LoneNamespace lone = await LoneNamespace.CreateAsync();
        await lone.Network.ConfigureAsync(["link add dummy0 type dummy", "address add 192.0.2.1/24 dev dummy0", "address add 2001:db8::1/64 dev dummy0 nodad", "link set dummy0 up"]);
        await using ServiceProvider host = HostIn(lone.Network);
        IProxyBackend backend = host.GetRequiredService<IProxyBackend>();
        Ruleset? applied = null;
        foreach (FamilyGraph graph in History(family))
        {
            applied = applied is null ? backend.RenderRepair(graph) : backend.Render(graph, applied);
            await backend.ApplyAsync(applied, CancellationToken.None);

            await using ServiceProvider restarted = HostIn(lone.Network);
            Assert.NotNull(await restarted.GetRequiredService<IProxyBackend>().AdoptAsync(graph, CancellationToken.None));
        }

        await backend.CleanupAsync(CancellationToken.None);

        Assert.Equal("", await lone.Network.RunAsync("ipvsadm", "-Sn"));
        Assert.Equal("", await lone.Network.RunAsync("ipset", "list", "-name"));
        Assert.DoesNotContain("kube-ipvs0", await lone.Network.RunAsync("ip", "-brief", "link"), StringComparison.Ordinal);
        Assert.DoesNotContain("KUBE-", await lone.Network.RunAsync("iptables-save") + await lone.Network.RunAsync("ip6tables-save"), StringComparison.Ordinal);
    }

    /// <summary>Everything at once, then changes by chance.</summary>
    private static IEnumerable<FamilyGraph> History(IpFamily family)
    {
        yield return Some.Graph(
            Some.Service("a/all").At("10.96.0.2", "fd00:10:96::2").LoadBalancer("203.0.113.2", "2001:db8:2::2").SourceRanges("198.51.100.0/24", "192.0.2.1/32", "2001:db8:1::/64", "2001:db8:1::7/128")
                .ExternallyLocal().Sticky().Port(80, nodePort: 30080).Port(53, Protocol.Udp, "dns", 30053).Port(36, Protocol.Sctp, "sctp", 30036)
                .Local("10.244.1.3", "fd00:10:244:1::3").Remote("10.244.2.4", "fd00:10:244:2::4").With(service => service with { HealthCheckNodePort = 30999 }),
            Some.Service("a/maglev").At("10.96.0.3", "fd00:10:96::3").Port(80).Remote("10.244.2.5", "fd00:10:244:2::5").With(service => service with { SchedulerName = "maglev" }),
            Some.Service("a/hash").At("10.96.0.4", "fd00:10:96::4").Port(80).ExternalIPs("203.0.113.9", "2001:db8:2::9").With(service => service with { SchedulerName = "source-hash" }))[family];

        var cluster = new RandomCluster();
        BuiltGraph? built = null;
        for (int seed = 1; seed <= 24; seed++)
        {
            cluster.Change(seed * 7919);
            if (seed % 4 == 0)
                yield return (built = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options, built)).Graph[family];
        }
    }

    private static ServiceProvider HostIn(NetworkNamespace network) => new ServiceCollection().AddLogging().AddKernel(options => options.CommandPrefix = network.CommandPrefix)
        .AddSingleton<ISysctl>(new NamespaceSysctl(network)).AddIpvsBackend().BuildServiceProvider();
}
