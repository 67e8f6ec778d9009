using System.Net;
using System.Text;
using System.Text.Json;
using Proxier.Backends.Iptables;
using Proxier.Core.Building;
using Proxier.Core.Choosing;
using Proxier.Core.Objects;
using Proxier.Core.Snapshots;
using Proxier.Core.Status;
using Proxier.Core.Sync;
using Proxier.Proxyctl.Input;
using Proxier.Testing;

namespace Proxier.Proxyctl.Tests.Status;

/// <summary>What the tool does with a daemon's socket.</summary>
public sealed class DaemonTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static ProxyStatus Status { get; } = new(
        "1.2.3", "node-a", Start, Start.AddMinutes(5), new ModeStatus("iptables", "ipvs", "fallback", "not tried", [new RejectedMode("ipvs", "no module ip_vs")]),
        new StateStatus(IsComplete: true, Start.AddMinutes(4), null, 0, 0, 0, IsHealthy: true, IsNodeEligible: true),
        [
            new FamilySyncs(IpFamily.IPv4, Sync(4), [Sync(3)], 0, null),
            new FamilySyncs(IpFamily.IPv6, null, [], 7, Sync(2) with { Error = "ip6tables-restore ended with code 4: line 3 failed" }),
        ],
        new ObjectCounts(3, 4, 5, 6, 7), "6.1.0", [new ToolStatus("nft", "1.0.6", null, null), new ToolStatus("ipset", null, null, "ipset was not found")], ["default/web: a warning"], 9);

    [Fact]
    public async Task Status_tells_everything_that_the_daemon_does()
    {
        await using var daemon = new FakeDaemon(Status);
        ToolRun run = await ToolRun.OfAsync("status", "--socket", daemon.Socket);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        foreach (string part in (string[])
        [
            "iptables", "ipvs (fallback)", "ipvs: no module ip_vs", "1.2.3 for node node-a, since 2026-01-01T00:00:00Z", "not tried", "the kernel holds everything; the last change came at 2026-01-01T00:04:00Z",
            "at 2026-01-01T00:03:00Z in 12.5 ms (Change): 2 service ports changed, 1 scripts, 345 bytes", "never synced", "ip6tables-restore ended with code 4: line 3 failed",
            "3 Services, 4 EndpointSlices with 5 endpoints", "6.1.0", "1.0.6", "ipset was not found", "default/web: a warning", "8 more",
        ])
            Assert.Contains(part, string.Join(' ', run.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_the_same_fields_as_over_HTTP_and_the_rest()
    {
        await using var daemon = new FakeDaemon(Status);
        ToolRun run = await ToolRun.OfAsync("status", "-o", "json", "--socket", daemon.Socket);
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("iptables", report.GetProperty("mode").GetString());
        Assert.Equal(200, report.GetProperty("healthz").GetProperty("code").GetInt32());
        Assert.Equal("Change", report.GetProperty("daemon").GetProperty("families")[0].GetProperty("recent")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_daemon_that_is_stuck_is_a_failure()
    {
        await using var daemon = new FakeDaemon(Status with { State = Status.State with { IsHealthy = false, PendingSince = Start, AgeSeconds = 300 } });
        ToolRun run = await ToolRun.OfAsync("status", "--socket", daemon.Socket);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("300.0 s old: a change from 2026-01-01T00:00:00Z is not in the kernel yet", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_could_not_be_written_are_a_failure_while_healthz_is_still_patient()
    {
        FamilySyncs failing = Status.Families[0] with { Recent = [Sync(3), Sync(5) with { Error = "nft ended with code 1" }] };
        await using var daemon = new FakeDaemon(Status with { Families = [failing, Status.Families[1]] });
        ToolRun run = await ToolRun.OfAsync("status", "--socket", daemon.Socket);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("BEHIND for IPv4: the last try to write them failed", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("services")]
    [InlineData("explain", "tcp", "10.96.0.1:80")]
    public async Task A_named_daemon_that_is_not_there_is_a_failure(params string[] command)
    {
        ToolRun run = await ToolRun.OfAsync([.. command, "--socket", "/nowhere/proxyd.sock"]);
        Assert.Equal((ExitCode.Failed, ""), (run.ExitCode, run.Output));
        Assert.Contains("proxyd does not answer on /nowhere/proxyd.sock: there is no such socket", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services", "-A", "-o", "json")]
    [InlineData("snapshot")]
    public async Task Its_cluster_is_read_as_from_a_file(params string[] command)
    {
        string file = Scenario.Input("external-local");
        string snapshot = (await ToolRun.OfAsync("snapshot", "-f", file, "--node-name", "node-a")).Output;
        await using var daemon = new FakeDaemon(Status with { Mode = Status.Mode with { Selected = "nftables" } }, snapshot);
        ToolRun expected = await ToolRun.OfAsync([.. command, "-f", file, "--node-name", "node-a"]);
        Assert.Equal(expected with { Error = "" }, await ToolRun.OfAsync([.. command, "--socket", daemon.Socket]) with { Error = "" });
        Assert.NotEqual("", expected.Output);
    }

    [Fact]
    public async Task Explanations_are_about_its_backend()
    {
        string snapshot = (await ToolRun.OfAsync("snapshot", "-f", Scenario.Input("external-local"), "--node-name", "node-a")).Output;
        await using var daemon = new FakeDaemon(Status, snapshot);
        ToolRun run = await ToolRun.OfAsync("explain", "tcp", "10.96.0.1:80", "--from", "10.244.1.7", "-o", "json", "--socket", daemon.Socket);
        Assert.Equal((ExitCode.Done, "iptables"), (run.ExitCode, JsonDocument.Parse(run.Output).RootElement.GetProperty("backend").GetString()));
    }

    [Theory]
    [InlineData("ipvs", """{ "ipvs": { "scheduler": "wlc", "excludeCIDRs": ["192.0.2.0/24"] } }""", "-A -t 10.96.0.10:80 -s wlc")]
    [InlineData("ipvs", "{}", "-A -t 10.96.0.10:80 -s rr")]
    [InlineData("userspace", """{ "portRange": "40000-40000" }""", "listens on tcp port 40000")]
    public async Task And_about_its_settings(string mode, string configuration, string expected)
    {
        string snapshot = (await ToolRun.OfAsync("snapshot", "-f", Scenario.Input("clusterip"), "--node-name", "node-a")).Output;
        await using var daemon = new FakeDaemon(Status with { Mode = Status.Mode with { Selected = mode } }, snapshot);
        daemon.Configure(configuration);
        ToolRun run = await ToolRun.OfAsync("explain", "tcp", "10.96.0.10:80", "--from", "10.244.1.7", "--socket", daemon.Socket);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "proxier": { "iptablesDispatch": "tree" }, "conntrack": { "tcpBeLiberal": true } }""", DispatchMode.Tree, false)]
    [InlineData("{}", DispatchMode.Auto, true)]
    public void Settings_of_iptables_are_read_too(string configuration, DispatchMode dispatch, bool dropsInvalid)
    {
        var settings = DaemonSettings.Read(Encoding.UTF8.GetBytes($$"""{ "{{StatusSocket.ConfigurationField}}": {{configuration}} }"""));
        Assert.Equal((dispatch, dropsInvalid), (settings.Dispatch, settings.DropInvalid));
    }

    [Fact]
    public async Task Settings_that_nobody_understands_are_a_failure()
    {
        await using var daemon = new FakeDaemon(Status);
        daemon.Configure("""{ "portRange": "all" }""");
        ToolRun run = await ToolRun.OfAsync("explain", "tcp", "10.96.0.10:80", "--socket", daemon.Socket);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("its configuration is not as this version of proxyctl understands it", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Files, an API server, a snapshot and a daemon cannot be read together.", "-f", "/")]
    [InlineData("--cluster-cidr is already known to the daemon.", "--cluster-cidr", "10.0.0.0/8")]
    public async Task What_does_not_go_with_a_daemon_is_refused(string error, params string[] flags)
    {
        ToolRun run = await ToolRun.OfAsync(["services", "--socket", "/nowhere", .. flags]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_shows_what_changes_and_goes_on_with_the_next_daemon()
    {
        NodeSnapshot first = Snapshot("10.244.1.5"), second = Snapshot("10.244.1.5", "10.244.1.6"), third = Snapshot("10.244.1.6", "10.244.1.7");
        SnapshotChange change = SnapshotChange.Between(first, second) ?? throw new InvalidOperationException("it is more than a change");
        await using var daemon = new FakeDaemon(Status, "", Text(to => SnapshotWriter.Write(first, to)) + Text(to => SnapshotWriter.Write(change, to)), Text(to => SnapshotWriter.Write(third, to)));
        using var stop = new CancellationTokenSource();
        await using var services = RunningTool.Start(["services", "-w", "--socket", daemon.Socket], stop.Token);
        await Eventually.TrueAsync(() => Task.FromResult(services.Output.Contains("answers again", StringComparison.Ordinal)), Patience.Limit, "it does not come back");

        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await services.ExitCode);
        string[] lines = [.. services.Output.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("name", StringComparison.Ordinal))];
        Assert.Equal(4, lines.Length);
        Assert.Matches("^web .* 1 +1 +0 +0 ", lines[0]);
        Assert.Matches("^web .* 2 +2 +0 +0 ", lines[1]);
        Assert.Equal(($"warning: proxyd does not answer on {daemon.Socket}: it has ended; waiting for it", "proxyd answers again"), (lines[2], lines[3]));
    }

    [Theory]
    [InlineData("json", "\"address\": \"10.244.1.6:8080\"", "\"default/web:http Tcp 10.244.1.5:8080 IPv4\"")]
    [InlineData("yaml", "---\nnode: node-a\nendpoints:\n- service: \"default/web:http\"\n", "gone:\n- \"default/web:http Tcp 10.244.1.5:8080 IPv4\"\n")]
    [InlineData("text", "default/web:http tcp      10.244.1.6:8080", "gone: default/web:http Tcp 10.244.1.5:8080 IPv4\n")]
    public async Task Endpoints_are_watched_too(string format, string come, string gone)
    {
        string watched = Text(to => SnapshotWriter.Write(Snapshot("10.244.1.5"), to)) + Text(to => SnapshotWriter.Write(Snapshot("10.244.1.6"), to));
        await using var daemon = new FakeDaemon(Status, "", watched);
        using var stop = new CancellationTokenSource();
        await using var endpoints = RunningTool.Start(["endpoints", "web", "-w", "-o", format, "--socket", daemon.Socket], stop.Token);
        await Eventually.TrueAsync(() => Task.FromResult(endpoints.Output.Contains(gone, StringComparison.Ordinal)), Patience.Limit, gone);
        Assert.Contains(come, endpoints.Output, StringComparison.Ordinal);
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await endpoints.ExitCode);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_not_waited_for()
    {
        await using var daemon = new FakeDaemon(Status, "", Text(to => SnapshotWriter.Write(Snapshot("10.244.1.5"), to)));
        ToolRun run = await ToolRun.OfAsync("endpoints", "wep", "-w", "--socket", daemon.Socket);
        Assert.Equal((ExitCode.BadInput, "error: there is no Service default/wep that a service proxy forwards\n"), (run.ExitCode, run.Error));
    }

    private static NodeSnapshot Snapshot(params string[] endpoints)
    {
        var name = new ObjectName("default", "web");
        var service = new Service(name) { ClusterIPs = [IPAddress.Parse("10.96.0.1")], Ports = [new ServicePortSpec("http", Protocol.Tcp, 80, 0)] };
        var slice = new EndpointSlice(new ObjectName("default", "web-1"), name, IpFamily.IPv4)
        {
            Ports = [new SlicePort("http", Protocol.Tcp, 8080)], Endpoints = [.. endpoints.Select(address => new SliceEndpoint(IPAddress.Parse(address)))],
        };
        return new NodeSnapshot(new ClusterState([new ServiceObjects(name, service, [slice])], null, []), new GraphArguments { NodeName = "node-a" }, []);
    }

    private static string Text(Action<Stream> write)
    {
        using var text = new MemoryStream();
        write(text);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static SyncRecord Sync(int minute) => new(Start.AddMinutes(minute), minute, SyncKind.Change, 12.5, 2, 1, 345, null);
}
