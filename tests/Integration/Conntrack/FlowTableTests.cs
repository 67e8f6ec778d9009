using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Conntrack;
using Proxier.Core.Objects;
using Proxier.Kernel;
using Proxier.Testing.Network;

namespace Proxier.Integration.Conntrack;

/// <summary>The kernel's own table of tracked flows, in a namespace without links; flows are put there by the tool.</summary>
public sealed class FlowTableTests : IAsyncLifetime
{
    private const string Service = "10.96.0.10", Endpoint = "10.244.1.5", OtherEndpoint = "10.244.2.6";

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddKernel().BuildServiceProvider();
    private LoneNamespace? _at;

    private NetworkNamespace At => _at?.Network ?? throw new InvalidOperationException("Not made.");

    private IFlowTable Table => _services.GetRequiredService<IFlowTable>();

    public async Task InitializeAsync()
    {
        if (Netns.Missing is null)
            _at = await LoneNamespace.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_at is not null)
            await _at.DisposeAsync();
    }

    [NetnsFact]
    public async Task Every_UDP_flow_of_a_family_is_told_and_no_other()
    {
        await InsertAsync("udp", "10.244.1.7", Service, 40_000, Endpoint);
        await InsertAsync("udp", "10.244.1.7", Service, 40_001, OtherEndpoint, "-w", "7");
        await InsertAsync("tcp", "10.244.1.7", Service, 40_002, Endpoint, "--state", "ESTABLISHED");
        await InsertAsync("udp", "fd00:10:244:1::7", "fd00:10:96::a", 40_003, "fd00:10:244:1::5");

        Flow[] ipv4 = await ReadAsync(IpFamily.IPv4), ipv6 = await ReadAsync(IpFamily.IPv6);

        Assert.Equal(
            [$"10.244.1.7:40000 {Service}:53 {Endpoint}:53 0", $"10.244.1.7:40001 {Service}:53 {OtherEndpoint}:53 7"],
            ipv4.Select(Text).Order());
        Assert.Equal(["[fd00:10:244:1::7]:40003 [fd00:10:96::a]:53 [fd00:10:244:1::5]:53 0"], ipv6.Select(Text));
        Assert.Equal(2, ipv4.Select(flow => flow.Id).Distinct().Count());
    }

    [NetnsTheory]
    [InlineData("10.244.1.7", Service, Endpoint)]
    [InlineData("10.244.1.7", Service, Endpoint, "-w", "7")]
    [InlineData("fd00:10:244:1::7", "fd00:10:96::a", "fd00:10:244:1::5")]
    public async Task One_flow_is_deleted_and_its_neighbours_stay(string client, string service, string endpoint, params string[] more)
    {
        IpFamily family = client.Contains(':') ? IpFamily.IPv6 : IpFamily.IPv4;
        foreach (int port in new[] { 40_000, 40_001, 40_002 })
            await InsertAsync("udp", client, service, port, endpoint, more);
        Flow flow = (await ReadAsync(family)).Single(flow => flow.Source.Port == 40_001);

        Assert.True(await DeleteAsync(family, flow));
        Assert.False(await DeleteAsync(family, flow));
        Assert.Equal([40_000, 40_002], (await ReadAsync(family)).Select(flow => flow.Source.Port).Order());
    }

    [NetnsFact]
    public async Task A_newer_flow_between_the_same_ends_stays()
    {
        await InsertAsync("udp", "10.244.1.7", Service, 40_000, Endpoint);
        Flow old = Assert.Single(await ReadAsync(IpFamily.IPv4));
        await At.RunAsync("conntrack", "-D", "-p", "udp", "--sport", "40000");
        // It takes the place in memory, of which an id is made too.
        await InsertAsync("udp", "10.244.1.7", Service, 40_001, Endpoint);
        await InsertAsync("udp", "10.244.1.7", Service, 40_000, Endpoint);

        Assert.False(await DeleteAsync(IpFamily.IPv4, old));
        Assert.Equal([40_000, 40_001], (await ReadAsync(IpFamily.IPv4)).Select(flow => flow.Source.Port).Order());
    }

    [NetnsFact]
    public async Task Tens_of_thousands_are_told_too()
    {
        const int count = 30_000;
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(path, Enumerable.Range(0, count).Select(i =>
                $"-I -p udp -s 10.1.{i / 250}.{1 + (i % 250)} -d {Service} --sport 40000 --dport 53 -r {Endpoint} -q 10.1.{i / 250}.{1 + (i % 250)} --reply-port-src 53 --reply-port-dst 40000 -t 300"));
            await At.RunAsync("conntrack", "-R", path);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(count, (await ReadAsync(IpFamily.IPv4)).Select(flow => flow.Source).Distinct().Count());
    }

    private static string Text(Flow flow) => $"{flow.Source} {flow.Destination} {flow.ReplySource} {flow.Zone}";

    private Task<string> InsertAsync(string protocol, string client, string service, int port, string endpoint, params string[] more) => At.RunAsync(
        "conntrack",
        [
            "-I", "-p", protocol, "-s", client, "-d", service, "--sport", $"{port}", "--dport", "53",
            "-r", endpoint, "-q", client, "--reply-port-src", "53", "--reply-port-dst", $"{port}", "-t", "300", .. more,
        ]);

    private Task<Flow[]> ReadAsync(IpFamily family) => At.EnterAsync(() => Table.ReadUdp(family, CancellationToken.None).ToArray());

    private Task<bool> DeleteAsync(IpFamily family, Flow flow) => At.EnterAsync(() => Table.Delete(family, flow));
}
