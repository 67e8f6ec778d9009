using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Ipvs;

namespace Proxier.Backends.Ipvs.Tests.Comparing;

/// <summary>On a kernel of plain collections, with another one for what is loaded to be compared.</summary>
public sealed class IpvsListingTests : IDisposable
{
    private const string WebKey = "-t 10.96.0.2:80";

    private readonly IpvsBed _bed = new();

    private static SomeService Web => Some.Service("default/web").At("10.96.0.2", "fd00:10:96::2").Port(80, nodePort: 30080).Local("10.244.1.3", "fd00:10:244:1::3").Remote("10.244.2.4", "fd00:10:244:2::4");

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public async Task What_was_applied_is_equal_and_writes_nothing(IpFamily family)
    {
        FamilyGraph graph = Some.Graph(Web, Some.Service("default/sticky").At("10.96.0.3", "fd00:10:96::3").LoadBalancer("203.0.113.2", "2001:db8:2::2")
            .SourceRanges("198.51.100.0/24", "2001:db8:51::/48").ExternallyLocal().Sticky().Port(53, Protocol.Udp).Remote("10.244.2.4", "fd00:10:244:2::4"))[family];
        await _bed.RepairAsync(graph);
        int writes = _bed.Runner.Writes.Count, settings = _bed.Sysctl.Writes.Count;

        Assert.Equal("", await DifferencesAsync(graph));
        Assert.Equal((writes, settings), (_bed.Runner.Writes.Count, _bed.Sysctl.Writes.Count));
    }

    [Fact]
    public async Task What_somebody_changed_is_shown()
    {
        FamilyGraph graph = Some.IPv4(Web);
        await _bed.RepairAsync(graph);
        Assert.True(_bed.Kernel.Servers[WebKey].RealServers.Remove("10.244.2.4:8080"));
        _bed.Kernel.Sets["KUBE-CLUSTER-IP"].Members.Add("10.96.0.99,tcp:80");
        _bed.Kernel.Links["kube-ipvs0"].Remove("10.96.0.2");

        Assert.Equal(
            "+link kube-ipvs0: 10.96.0.2/32\n-set KUBE-CLUSTER-IP: 10.96.0.99,tcp:80\n+virtual server -t 10.96.0.2:80: -a -t 10.96.0.2:80 -r 10.244.2.4:8080 -m -w 1\n",
            await DifferencesAsync(graph));
    }

    [Fact]
    public async Task On_an_empty_kernel_everything_is_missing()
    {
        string differences = await DifferencesAsync(Some.IPv4(Web));
        Assert.All(differences.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal('+', line[0]));
        Assert.Contains("+virtual server -t 192.0.2.1:30080: -A -t 192.0.2.1:30080 -s rr\n", differences, StringComparison.Ordinal);
        Assert.Contains("+nat KUBE-SERVICES: -A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODE-PORT\n", differences, StringComparison.Ordinal);
        Assert.Contains("+filter INPUT: ", differences, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_of_others_and_what_drains_is_no_difference()
    {
        var graph = await _bed.RepairAsync(Some.IPv4(Web));
        FamilyGraph without = Some.IPv4(Some.Service("default/web").At("10.96.0.2", "fd00:10:96::2").Port(80, nodePort: 30080).Local("10.244.1.3", "fd00:10:244:1::3"));
        await _bed.ChangeAsync(graph, without);
        Assert.Equal(0, _bed.Kernel.Servers[WebKey].RealServers["10.244.2.4:8080"].Weight);
        _bed.Kernel.Servers["-t 192.0.2.1:9000"] = new KernelServer("-s rr");
        _bed.Kernel.Sets["OTHERS"] = new KernelSet("hash:ip", "");

        Assert.Equal("", await DifferencesAsync(without));
    }

    /// <summary>One line each, by place: what the kernel should not have after -, what it lacks after +.</summary>
    private async Task<string> DifferencesAsync(FamilyGraph graph)
    {
        List<KernelObject> desired = await ReadAsync(_bed.Listing.ListDesiredAsync(graph, new IpvsKernelRunner(new IpvsKernel()), CancellationToken.None));
        List<KernelObject> present = await ReadAsync(_bed.Listing.ListAsync(graph, CancellationToken.None));
        return string.Concat(present.Except(desired).Select(item => ('-', item)).Concat(desired.Except(present).Select(item => ('+', item)))
            .OrderBy(entry => entry.item.Place, StringComparer.Ordinal).Select(entry => $"{entry.Item1}{entry.item.Place}: {entry.item.Text}\n"));
    }

    private static async Task<List<KernelObject>> ReadAsync(IAsyncEnumerable<KernelObject> objects)
    {
        List<KernelObject> all = [];
        await foreach (KernelObject item in objects)
            all.Add(item);
        return all;
    }
}
