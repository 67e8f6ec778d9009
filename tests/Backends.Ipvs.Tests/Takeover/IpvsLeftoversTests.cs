using Microsoft.Extensions.Options;
using Proxier.Backends.Ipvs.Host;
using Proxier.Backends.Ipvs.Takeover;
using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;
using Proxier.Templating;
using Proxier.Testing.Ipvs;

namespace Proxier.Backends.Ipvs.Tests.Takeover;

/// <summary>A node whose kube-proxy worked in mode ipvs, and on which keepalived has virtual servers of its own.</summary>
public sealed class IpvsLeftoversTests
{
    private readonly IpvsKernel _kernel = new();
    private readonly IpvsKernelRunner _runner;
    private readonly IpvsLeftovers _leftovers;

    public IpvsLeftoversTests()
    {
        _runner = new IpvsKernelRunner(_kernel);
        IOptions<IpvsOptions> options = Options.Create(new IpvsOptions());
        _leftovers = new IpvsLeftovers(new IpvsRenderer(new IpvsTemplates(new EmbeddedTemplates(typeof(IpvsBackend).Assembly)), options), new IpvsHost(_runner));
        _kernel.Links["eth0"] = ["192.0.2.1", "192.0.2.100"];
        _kernel.Sets["mine"] = new KernelSet("hash:ip", "family inet");
        _kernel.Servers["-t 192.0.2.100:443"] = new KernelServer("wlc");
    }

    [Fact]
    public async Task A_host_without_anything_of_a_proxy_is_not_asked_for_virtual_servers()
    {
        Assert.Empty(await RemoveAsync(IpFamily.IPv4));
        Assert.DoesNotContain(_runner.Commands, command => command.Program == "ipvsadm");
    }

    [Fact]
    public async Task Everything_of_a_family_goes_and_nothing_of_the_other_or_of_others()
    {
        string before = _kernel.Dump();
        LeaveRules();

        Assert.Equal(
            [
                "address ip 10.96.0.10", "virtual server ipvsadm -t 10.96.0.10:80,-t 192.0.2.1:30080", "set ipset KUBE-CLUSTER-IP,KUBE-NODE-PORT-TCP",
            ],
            Texts(await RemoveAsync(IpFamily.IPv4)));
        Assert.Equal(["fd00:96::a"], _kernel.Links["kube-ipvs0"]);
        Assert.Contains("-t [fd00:96::a]:80", _kernel.Servers.Keys);

        Assert.Equal(
            ["address ip fd00:96::a", "virtual server ipvsadm -t [fd00:96::a]:80", "link ip kube-ipvs0", "set ipset KUBE-6-CLUSTER-IP"],
            Texts(await RemoveAsync(IpFamily.IPv6)));
        Assert.Equal(before, _kernel.Dump());
        Assert.Empty(await RemoveAsync(IpFamily.IPv4));
    }

    [Fact]
    public async Task Looking_changes_nothing_and_the_mode_in_use_has_no_leftovers()
    {
        LeaveRules();
        string before = _kernel.Dump();
        Assert.Equal(3, (await _leftovers.FindAsync("nftables", IpFamily.IPv4, CancellationToken.None)).Count);
        Assert.Empty(await _leftovers.RemoveAsync("ipvs", IpFamily.IPv4, CancellationToken.None));
        Assert.Equal(before, _kernel.Dump());
    }

    [Fact]
    public async Task A_removal_that_broke_off_anywhere_is_taken_up_again()
    {
        string before = _kernel.Dump();
        for (int lines = 0; lines < 12; lines++)
        {
            LeaveRules();
            _runner.LinesLeft = lines;
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
                await TryRemoveAsync(family);
            _runner.LinesLeft = null;
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
                await RemoveAsync(family);
            Assert.Equal(before, _kernel.Dump());
        }
    }

    private ValueTask<IReadOnlyList<Leftover>> RemoveAsync(IpFamily family) => _leftovers.RemoveAsync("nftables", family, CancellationToken.None);

    private async Task TryRemoveAsync(IpFamily family)
    {
        try
        {
            await RemoveAsync(family);
        }
        catch (CommandFailedException)
        {
            // As told.
        }
    }

    private void LeaveRules()
    {
        _kernel.Links["kube-ipvs0"] = ["10.96.0.10", "fd00:96::a"];
        foreach (string server in (string[])["-t 10.96.0.10:80", "-t 192.0.2.1:30080", "-t [fd00:96::a]:80"])
            _kernel.Servers[server] = new KernelServer("rr");
        _kernel.Sets["KUBE-CLUSTER-IP"] = new KernelSet("hash:ip,port", "family inet") { Members = { "10.96.0.10,tcp:80" } };
        _kernel.Sets["KUBE-NODE-PORT-TCP"] = new KernelSet("bitmap:port", "range 0-65535") { Members = { "30080" } };
        _kernel.Sets["KUBE-6-CLUSTER-IP"] = new KernelSet("hash:ip,port", "family inet6") { Members = { "fd00:96::a,tcp:80" } };
    }

    private static string[] Texts(IReadOnlyList<Leftover> found) => [.. found.Select(left => $"{left.Kind} {left.Tool} {string.Join(',', left.Names)}")];
}
