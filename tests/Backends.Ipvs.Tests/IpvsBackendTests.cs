using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Ipvs;

namespace Proxier.Backends.Ipvs.Tests;

/// <summary>On a kernel of plain collections.</summary>
public sealed class IpvsBackendTests
{
    private const string WebKey = "-t 10.96.0.2:80";

    private static SomeService Web => Some.Service("default/web").At("10.96.0.2").Port(80, nodePort: 30080).Local("10.244.1.3").Remote("10.244.2.4");

    private static SomeService Dns => Some.Service("kube-system/dns").At("10.96.0.10").Port(53, Protocol.Udp).Remote("10.244.2.5", "10.244.2.6");

    /// <summary>kubernetes#92019, #108319.</summary>
    [Fact]
    public async Task A_weight_that_an_earlier_run_left_at_0_is_set_again()
    {
        using var bed = new IpvsBed();
        await bed.RepairAsync(Some.IPv4(Web));
        SetWeight(bed, WebKey, "10.244.2.4:8080", 0);

        using IpvsBed restarted = bed.Restarted();
        Assert.Null(await restarted.Backend.AdoptAsync(Some.IPv4(Web), CancellationToken.None));
        await restarted.RepairAsync(Some.IPv4(Web));

        Assert.Equal(1, bed.Kernel.Servers[WebKey].RealServers["10.244.2.4:8080"].Weight);
    }

    /// <summary>kubernetes#81775, #93297.</summary>
    [Theory]
    [InlineData("3.10.0-1160.el7.x86_64", "1")]
    [InlineData("4.0.9", "1")]
    [InlineData("4.1.0", "0")]
    [InlineData("5.4.0-150-generic", "0")]
    [InlineData("5.9.0", "1")]
    [InlineData("6.1.0-25-amd64", "1")]
    [InlineData("", "1")]
    public async Task Conn_reuse_mode_depends_on_the_kernel(string release, string expected)
    {
        using var bed = new IpvsBed();
        bed.Sysctl.Values["kernel/osrelease"] = release;
        await bed.Backend.PrepareAsync(CancellationToken.None);

        Assert.Equal(expected, bed.Sysctl.Values["net/ipv4/vs/conn_reuse_mode"]);
    }

    /// <summary>kubernetes#82065.</summary>
    [Fact]
    public async Task A_kernel_that_lacks_settings_does_without()
    {
        using var bed = new IpvsBed();
        foreach (string name in new[] { "net/ipv4/vs/expire_nodest_conn", "net/ipv4/vs/expire_quiescent_template", "net/ipv4/vs/conn_reuse_mode" })
            bed.Sysctl.Values.Remove(name);

        await bed.RepairAsync(Some.IPv4(Web));

        Assert.Contains(WebKey, bed.Kernel.Servers.Keys);
        Assert.Equal(["net/ipv4/vs/conntrack=1", "net/ipv4/ip_forward=1"], bed.Sysctl.Writes);
    }

    [Fact]
    public async Task Looking_sets_nothing()
    {
        using var bed = new IpvsBed(options => options.UdpTimeout = TimeSpan.FromSeconds(20));

        Assert.Null(await bed.Backend.AdoptAsync(Some.IPv4(Web), CancellationToken.None));

        Assert.Empty(bed.Sysctl.Writes);
        Assert.Empty(bed.Runner.Writes);
    }

    [Fact]
    public async Task Strict_arp_and_timeouts_are_set_once()
    {
        void Configure(IpvsOptions options) => (options.StrictArp, options.TcpTimeout, options.UdpTimeout) = (true, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(20));
        using var bed = new IpvsBed(Configure);
        await bed.RepairAsync(Some.IPv4(Web));
        Assert.Equal(("1", "2"), (bed.Sysctl.Values["net/ipv4/conf/all/arp_ignore"], bed.Sysctl.Values["net/ipv4/conf/all/arp_announce"]));
        Assert.Equal([600, 120, 20], bed.Kernel.Timeouts);

        using IpvsBed restarted = bed.Restarted();
        await restarted.RepairAsync(Some.IPv4(Web));
        Assert.Empty(restarted.Runner.Writes);
    }

    /// <summary>kubernetes#71071.</summary>
    [Fact]
    public async Task Every_call_of_a_tool_has_a_time_limit()
    {
        using var bed = new IpvsBed(options => options.UdpTimeout = TimeSpan.FromSeconds(20));
        Ruleset applied = await bed.RepairAsync(Some.IPv4(Web, Dns));
        await bed.ChangeAsync(applied, Some.IPv4(Web));
        await bed.Backend.CleanupAsync(CancellationToken.None);

        Assert.All(bed.Runner.Commands, command => Assert.InRange(command.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));
    }

    /// <summary>ipvsadm goes on after a line that it refuses, and ends well if the last one was right.</summary>
    [Fact]
    public async Task A_line_that_ipvsadm_refuses_is_a_failure()
    {
        using var bed = new IpvsBed();
        Ruleset applied = await bed.RepairAsync(Some.IPv4(Web));
        bed.Kernel.Servers.Remove(WebKey);

        CommandFailedException refusal = await Assert.ThrowsAsync<CommandFailedException>(() => bed.ChangeAsync(applied, Some.IPv4(Some.Service("default/web").At("10.96.0.2").Port(80, nodePort: 30080).Local("10.244.1.3"))));

        Assert.Contains("Service not defined", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>kube-router#1533: what somebody else changed is found by looking at everything.</summary>
    [Theory]
    [InlineData("real server")]
    [InlineData("virtual server")]
    [InlineData("set member")]
    [InlineData("address")]
    [InlineData("link")]
    [InlineData("rule")]
    [InlineData("hook")]
    public async Task A_foreign_change_is_found_and_repaired(string what)
    {
        using var bed = new IpvsBed();
        await bed.RepairAsync(Some.IPv4(Web));
        Task watch = bed.Backend.WatchForeignChangesAsync(IpFamily.IPv4, CancellationToken.None);
        await TickAsync(bed, TimeSpan.FromSeconds(30));
        Assert.False(watch.IsCompleted);

        switch (what)
        {
            case "real server": bed.Kernel.Servers[WebKey].RealServers.Remove("10.244.2.4:8080"); break;
            case "virtual server": bed.Kernel.Servers.Remove(WebKey); break;
            case "set member": bed.Kernel.Sets["KUBE-CLUSTER-IP"].Members.Clear(); break;
            case "address": bed.Kernel.Links["kube-ipvs0"].Clear(); break;
            case "link": bed.Kernel.Links.Remove("kube-ipvs0"); break;
            case "rule": bed.Kernel.Rules[0].Load("*nat\n:KUBE-SERVICES - [0:0]\nCOMMIT\n"); break;
            case "hook": bed.Kernel.Rules[0].Load("*filter\n-D INPUT -m comment --comment \"kubernetes ipvs access filter\" -j KUBE-IPVS-FILTER\nCOMMIT\n"); break;
            default: throw new ArgumentOutOfRangeException(nameof(what));
        }

        bed.Time.Advance(TimeSpan.FromSeconds(30));
        await watch.WaitAsync(Patience.Limit);
        await bed.RepairAsync(Some.IPv4(Web));
        Assert.Equal((await IpvsBed.FreshAsync(Some.IPv4(Web), bed)).Dump().Split('\n').Order(), bed.Kernel.Dump().Split('\n').Order());
    }

    [Fact]
    public async Task A_new_address_of_the_node_gets_its_node_ports()
    {
        FamilyGraph graph = GraphBuilder.Build(Some.Cluster(Web), GraphOptions.From(Some.Arguments with { NodePortAddresses = ["all"] })).Graph.IPv4;
        using var bed = new IpvsBed();
        await bed.RepairAsync(graph);
        Assert.DoesNotContain("-t 127.0.0.1:30080", bed.Kernel.Servers.Keys);
        Task watch = bed.Backend.WatchForeignChangesAsync(IpFamily.IPv4, CancellationToken.None);
        await bed.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        bed.Kernel.Links["eth0"].Add("192.0.2.77");

        bed.Time.Advance(TimeSpan.FromSeconds(30));
        await watch.WaitAsync(Patience.Limit);
        await bed.RepairAsync(graph);

        Assert.Contains("-t 192.0.2.77:30080", bed.Kernel.Servers.Keys);
    }

    /// <summary>kubernetes#59507.</summary>
    [Fact]
    public async Task What_belongs_to_others_is_left_alone()
    {
        using var bed = new IpvsBed();
        Others(bed.Kernel);
        Ruleset applied = await bed.RepairAsync(Some.IPv4(Web, Dns));
        applied = await bed.ChangeAsync(applied, Some.IPv4(Dns));
        await bed.RepairAsync(Some.IPv4());
        AssertOthers(bed.Kernel);

        await bed.Backend.CleanupAsync(CancellationToken.None);

        AssertOthers(bed.Kernel);
        Assert.Equal(3, bed.Kernel.Servers.Count);
        Assert.DoesNotContain("kube-ipvs0", bed.Kernel.Links.Keys);
        Assert.Equal("OTHER", Assert.Single(bed.Kernel.Sets.Keys));
    }

    /// <summary>kubernetes#76267, #85799, #134147.</summary>
    [Fact]
    public async Task Nothing_is_removed_in_excluded_ranges_even_from_kube_ipvs0()
    {
        using var bed = new IpvsBed(options => options.ExcludeCidrs = [System.Net.IPNetwork.Parse("198.51.100.0/24")]);
        await bed.RepairAsync(Some.IPv4(Web));
        bed.Kernel.Links["kube-ipvs0"].Add("198.51.100.9");
        bed.Kernel.Servers["-t 198.51.100.9:6443"] = new KernelServer("-s rr");
        bed.Kernel.Links["kube-ipvs0"].Add("198.18.0.9");
        bed.Kernel.Servers["-t 198.18.0.9:6443"] = new KernelServer("-s rr");

        await bed.RepairAsync(Some.IPv4(Web));

        Assert.Contains("-t 198.51.100.9:6443", bed.Kernel.Servers.Keys);
        Assert.Contains("198.51.100.9", bed.Kernel.Links["kube-ipvs0"]);
        Assert.DoesNotContain("-t 198.18.0.9:6443", bed.Kernel.Servers.Keys);
        Assert.DoesNotContain("198.18.0.9", bed.Kernel.Links["kube-ipvs0"]);
    }

    [Fact]
    public async Task An_address_that_another_link_has_is_not_bound()
    {
        using var bed = new IpvsBed();
        bed.Kernel.Links["eth0"].Add("203.0.113.80");

        await bed.RepairAsync(Some.IPv4(Web.LoadBalancer("203.0.113.80", "203.0.113.81")));

        Assert.Equal(["10.96.0.2", "203.0.113.81"], bed.Kernel.Links["kube-ipvs0"]);
        Assert.Contains("-t 203.0.113.80:80", bed.Kernel.Servers.Keys);
    }

    [Fact]
    public async Task Both_families_start_at_once_though_they_share_a_link()
    {
        using var bed = new IpvsBed();
        Task? second = null;
        bed.Runner.Starting = command =>
        {
            if (command.Program != "ip" || command.Input is null)
                return;
            bed.Runner.Starting = null;
            second = bed.RepairAsync(Some.IPv6(Some.Service("default/web").At("fd00:10:96::2").Port(80).Remote("fd00:10:244:2::4")));
        };

        await bed.RepairAsync(Some.IPv4(Web));
        await Assert.IsAssignableFrom<Task>(second);

        Assert.Equal(["10.96.0.2", "fd00:10:96::2"], bed.Kernel.Links["kube-ipvs0"]);
    }

    [Fact]
    public async Task Cleaning_up_where_nothing_is_does_nothing()
    {
        using var bed = new IpvsBed();
        await bed.Backend.CleanupAsync(CancellationToken.None);

        Assert.Empty(bed.Runner.Writes);
        Assert.DoesNotContain(bed.Runner.Commands, command => command.Program == "ipvsadm");
    }

    [Theory]
    [InlineData("", "-s rr")]
    [InlineData("lblcr", "-s lblcr")]
    [InlineData("mh", "-s mh -b mh-port")]
    [InlineData("sh", "-s sh -b sh-fallback")]
    public async Task The_scheduler_is_the_one_asked_for(string scheduler, string options)
    {
        using var bed = new IpvsBed(ipvs => ipvs.Scheduler = scheduler);
        await bed.RepairAsync(Some.IPv4(Web));

        Assert.Equal(options, bed.Kernel.Servers[WebKey].Options);
    }

    [Theory]
    [InlineData("round-robin", "-s rr")]
    [InlineData("source-hash", "-s sh -b sh-fallback")]
    [InlineData("maglev", "-s mh -b mh-port")]
    [InlineData("least-connection", "-s lc")]
    [InlineData("random", "-s wlc")]
    public async Task A_service_may_ask_for_another_one(string word, string options)
    {
        using var bed = new IpvsBed(ipvs => ipvs.Scheduler = "wlc");
        Ruleset applied = await bed.RepairAsync(Some.IPv4(Web));
        await bed.ChangeAsync(applied, Some.IPv4(Web.With(service => service with { SchedulerName = word })));

        Assert.Equal(options, bed.Kernel.Servers[WebKey].Options);
    }

    [Theory]
    [InlineData("rr -g")]
    [InlineData("a-name-that-is-too-long")]
    [InlineData("rr\n-C")]
    [InlineData("-rr")]
    public void A_name_that_no_scheduler_can_have_is_refused(string scheduler)
    {
        using var bed = new IpvsBed(ipvs => ipvs.Scheduler = scheduler);
        Assert.Throws<ArgumentException>(() => bed.Backend);
    }

    internal static void SetWeight(IpvsBed bed, string key, string real, int weight) =>
        bed.Kernel.Servers[key].RealServers[real] = bed.Kernel.Servers[key].RealServers[real] with { Weight = weight };

    /// <summary>Lets the watch go to sleep first.</summary>
    internal static async Task TickAsync(IpvsBed bed, TimeSpan period)
    {
        await bed.Time.WaitForTimerAsync(period);
        bed.Time.Advance(period);
        await bed.Time.WaitForTimerAsync(period);
    }

    /// <summary>keepalived on an address of the node, kube-vip with an address of its own, one by firewall mark; a set, a chain.</summary>
    private static void Others(IpvsKernel kernel)
    {
        kernel.Links["eth0"].Add("192.0.2.50");
        kernel.Servers["-t 192.0.2.50:6443"] = new KernelServer("-s rr") { RealServers = { ["192.0.2.61:6443"] = new KernelRealServer(1, Method: "-g") } };
        kernel.Servers["-t 192.0.2.1:8443"] = new KernelServer("-s wlc -p 50");
        kernel.Servers["-f 7"] = new KernelServer("-s rr");
        kernel.Sets["OTHER"] = new KernelSet("hash:ip", "family inet") { Members = { "192.0.2.9" } };
        kernel.Rules[0].Load("*filter\n:OTHER - [0:0]\n-A OTHER -j DROP\n-A INPUT -j OTHER\nCOMMIT\n");
    }

    private static void AssertOthers(IpvsKernel kernel)
    {
        Assert.Equal("-g", kernel.Servers["-t 192.0.2.50:6443"].RealServers["192.0.2.61:6443"].Method);
        Assert.Equal("-s wlc -p 50", kernel.Servers["-t 192.0.2.1:8443"].Options);
        Assert.Contains("-f 7", kernel.Servers.Keys);
        Assert.Equal(["192.0.2.9"], kernel.Sets["OTHER"].Members);
        Assert.Contains("192.0.2.50", kernel.Links["eth0"]);
        Assert.Equal(["-j DROP"], kernel.Rules[0]["filter"].Rules("OTHER"));
        Assert.Contains("-j OTHER", kernel.Rules[0]["filter"].Rules("INPUT")!); // a built-in chain
    }
}
