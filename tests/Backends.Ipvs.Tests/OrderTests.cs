using FsCheck;
using FsCheck.Fluent;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Ipvs;

namespace Proxier.Backends.Ipvs.Tests;

/// <summary>After every single line of every change: no packet meets a service that is half there.</summary>
public sealed class OrderTests
{
    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void At_every_line_what_stays_is_served_and_nothing_is_open_without_a_virtual_server(IpFamily family) => Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), seeds =>
    {
        using var bed = new IpvsBed();
        var cluster = new RandomCluster();
        BuiltGraph? built = null;
        Ruleset? applied = null;
        foreach (int seed in seeds)
        {
            cluster.Change(seed);
            built = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options, built);
            FamilyGraph graph = built.Graph[family];
            Frontend[] kept = applied is null ? [] : [.. Served(applied.Graph).Where(old => Served(graph).Any(now => IsSamePlace(old, now)))];
            Dictionary<string, Frontend[]> wanted = new[] { applied?.Graph, graph }.OfType<FamilyGraph>().SelectMany(All).GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.ToArray());
            bed.Runner.Changed = () =>
            {
                Assert.All(kept, frontend => AssertServed(bed.Kernel, frontend));
                AssertNothingIsOpen(bed.Kernel, family);
                foreach ((string key, KernelServer server) in bed.Kernel.Servers.Where(server => server.Value.RealServers.Values.Any(real => real.Weight > 0)))
                    AssertKnown(bed.Kernel, key, wanted);
            };
            applied = (applied is null ? bed.RepairAsync(graph) : bed.ChangeAsync(applied, graph)).GetAwaiter().GetResult();
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>With an address of its own, and endpoints; node ports answer on addresses that are always there.</summary>
    private static IEnumerable<Frontend> Served(FamilyGraph graph) => All(graph).Where(frontend => !frontend.Pool.IsEmpty);

    private static IEnumerable<Frontend> All(FamilyGraph graph) => graph.Ports.SelectMany(port => port.Frontends).Where(frontend => frontend.Address is not null);

    private static bool IsSamePlace(Frontend left, Frontend right) => KeyOf(left) == KeyOf(right);

    private static string KeyOf(Frontend frontend) => new ServerKey(frontend.Address!, frontend.Protocol, frontend.Port).ToString(); // only those with an address are asked for

    private static void AssertServed(IpvsKernel kernel, Frontend frontend)
    {
        Assert.Contains(kernel.Servers[KeyOf(frontend)].RealServers.Values, real => real.Weight > 0);
        Assert.Contains($"{frontend.Address}", kernel.Links["kube-ipvs0"]);
    }

    /// <summary>What the filter lets through to an address of kube-ipvs0 has a virtual server: it cannot reach this node's own ports.</summary>
    private static void AssertNothingIsOpen(IpvsKernel kernel, IpFamily family)
    {
        foreach (IpSet set in new[] { IpSet.ClusterIP, IpSet.ExternalIP, IpSet.ExternalIPLocal, IpSet.LoadBalancer })
        {
            foreach (string member in kernel.Sets.GetValueOrDefault(set.In(family))?.Members ?? [])
            {
                bool isBound = kernel.Links.GetValueOrDefault("kube-ipvs0")?.Contains(member.Split(',')[0]) == true;
                Assert.True(!isBound || kernel.Servers.ContainsKey(OptionOf(member)), $"{member} of {set} is open");
            }
        }
    }

    /// <summary>Whatever answers is in a set that says how it is masqueraded and who may connect.</summary>
    private static void AssertKnown(IpvsKernel kernel, string key, Dictionary<string, Frontend[]> wanted)
    {
        if (!wanted.TryGetValue(key, out Frontend[]? frontends) || !kernel.Links.GetValueOrDefault("kube-ipvs0", []).Contains($"{frontends[0].Address}"))
            return;
        IpFamily family = frontends[0].Address!.Family(); // as above
        string member = new ServerKey(frontends[0].Address!, frontends[0].Protocol, frontends[0].Port).Member; // as above
        bool Has(IpSet set) => kernel.Sets[set.In(family)].Members.Contains(member);
        Assert.True(Has(IpSet.ClusterIP) || Has(IpSet.ExternalIP) || Has(IpSet.ExternalIPLocal) || Has(IpSet.LoadBalancer), $"{key} answers unknown");
        if (frontends.All(frontend => frontend.AllowedSources is not null))
            Assert.True(Has(IpSet.LoadBalancerFirewall), $"{key} answers everybody");
        if (Has(IpSet.LoadBalancerFirewall) && frontends.All(frontend => frontend.AllowedSources is not null))
            Assert.Contains(kernel.Sets[IpSet.LoadBalancerSourceCidr.In(family)].Members.Concat(kernel.Sets[IpSet.LoadBalancerSourceIP.In(family)].Members), source => source.StartsWith(member + ",", StringComparison.Ordinal));
    }

    private static string OptionOf(string member)
    {
        string[] parts = member.Split([',', ':'], 2), rest = member[(member.IndexOf(',') + 1)..].Split(':');
        string address = member[..member.IndexOf(',')];
        string option = rest[0] switch { "tcp" => "-t", "udp" => "-u", _ => "--sctp-service" };
        return parts.Length < 2 ? "" : address.Contains(':') ? $"{option} [{address}]:{rest[1]}" : $"{option} {address}:{rest[1]}";
    }
}
