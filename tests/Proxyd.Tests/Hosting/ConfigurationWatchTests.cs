using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Proxier.Backends.Nft;
using Proxier.Core.Backends;
using Proxier.Core.Choosing;
using Proxier.Core.Health;
using Proxier.Core.Objects;
using Proxier.Core.Probing;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Modes;
using Proxier.Proxyd.Prometheus;
using Proxier.Proxyd.Tests.Configuration;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Hosting;

/// <summary>The whole daemon in this process, with a file that changes.</summary>
public sealed class ConfigurationWatchTests : IAsyncLifetime, IDisposable
{
    /// <summary>The limit of tracked flows and their times are those of the machine that tests run on.</summary>
    private const string Always = "conntrack: {maxPerCore: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}\nmetricsBindAddress: 127.0.0.1:1\n";

    private readonly ConfigFile _file = new();
    private readonly FakeBackend _backend = new();
    private readonly StringWriter _text = new();
    private readonly TextWriter _log;
    private IHost? _host;

    public ConfigurationWatchTests() => _log = TextWriter.Synchronized(_text);

    private string Log
    {
        get
        {
            lock (_log) // as its own methods do
                return _text.ToString();
        }
    }

    private IHost Host => _host ?? throw new InvalidOperationException("Not started.");

    private ProxydOptions Current => Host.Services.GetRequiredService<CurrentOptions>().Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.StopAsync().WaitAsync(Patience.Limit);
    }

    public void Dispose()
    {
        _host?.Dispose();
        _file.Dispose();
        _log.Dispose();
        _text.Dispose();
    }

    [Fact]
    public async Task Everything_that_is_live_is_in_force_at_once()
    {
        await StartAsync("");
        Put("clusterCIDR: 10.244.0.0/16\nnftables: {masqueradeBit: 5, syncPeriod: 40s}\nlogging: {verbosity: 6}\nenableProfiling: true");
        await SaysAsync("config.conf changed and is in force: clusterCIDR, nftables.masqueradeBit, nftables.syncPeriod, logging.verbosity");

        await Eventually.TrueAsync(() => Task.FromResult(_backend[IpFamily.IPv4].Held?.Node is { MasqueradeMark: 32 }), Patience.Limit, Log);
        Assert.Equal(TimeSpan.FromSeconds(80), Host.Services.GetRequiredService<ProxyHealth>().Timeout);
        Assert.Equal("10.244.0.0/16", Current.GraphArguments.ClusterCidr);
        await SaysAsync(" DEBUG ");
        await SaysAsync("config.conf changed without effect on this proxy: enableProfiling");
        Assert.Contains("enableProfiling has no effect: there is no pprof", Log);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_reported_in_full_and_changes_nothing()
    {
        await StartAsync("clusterCIDR: 10.244.0.0/16");
        ProxydOptions before = Current;
        Put("clusterCIDR: here\nmode: ebpf");
        await SaysAsync("clusterCIDR: 'here' is not a CIDR, such as 10.0.0.0/8 or fd00::/64; the configuration from before stays in force");
        Assert.Contains("mode: \"ebpf\" is not one of nftables, ipvs, iptables, userspace, auto; the configuration from before stays in force", Log);
        Assert.Same(before, Current);
        await IsRefusedAsync(true);
        Assert.True(Host.Services.GetRequiredService<ProxyHealth>().Report.IsHealthy);

        Put("clusterCIDR: 10.9.0.0/16");
        await SaysAsync("changed and is in force: clusterCIDR");
        await IsRefusedAsync(false);
    }

    [Theory]
    [InlineData("healthzBindAddress: 127.0.0.1:2", "healthzBindAddress")]
    [InlineData("bindAddress: \"::\"\nclusterCIDR: 10.9.0.0/16", "healthzBindAddress")]
    [InlineData("mode: iptables", "mode")]
    [InlineData("conntrack: {maxPerCore: 0, tcpBeLiberal: true}", "conntrack.tcpBeLiberal")]
    public async Task What_cannot_be_changed_live_ends_the_host_and_is_named(string fields, string named)
    {
        await StartAsync("");
        Put(fields);
        await Host.WaitForShutdownAsync().WaitAsync(Patience.Limit);
        Assert.Contains($"config.conf changed, and this takes a restart: {named}; the rules stay and proxyd ends", Log);
        Assert.True(Assert.Single(Host.Services.GetServices<IHostedService>().OfType<ConfigurationWatch>()).NeedsRestart);
    }

    [Fact]
    public async Task Sections_of_other_modes_make_no_difference()
    {
        await StartAsync("");
        Put("ipvs: {scheduler: wlc}\niptables: {masqueradeAll: true}");
        await SaysAsync("config.conf changed without effect on this proxy: iptables.masqueradeAll, ipvs.scheduler");
        Assert.Equal("wlc", Current.Ipvs.Scheduler);
    }

    [Fact]
    public async Task A_file_that_is_removed_leaves_everything_in_force_until_it_is_back()
    {
        await StartAsync("");
        File.Delete(_file.Path);
        await SaysAsync("config.conf'.; the configuration from before stays in force");
        await IsRefusedAsync(true);
        Put("clusterCIDR: 10.9.0.0/16");
        await SaysAsync("changed and is in force: clusterCIDR");
        await IsRefusedAsync(false);
    }

    [Fact]
    public async Task A_ConfigMap_is_followed_as_the_kubelet_swaps_it()
    {
        string first = Directory.CreateDirectory(Path.Combine(_file.Folder, "..2026_1")).FullName, second = Directory.CreateDirectory(Path.Combine(_file.Folder, "..2026_2")).FullName;
        string data = Path.Combine(_file.Folder, "..data");
        File.WriteAllText(Path.Combine(first, "config.conf"), ConfigFile.Text(Always));
        File.WriteAllText(Path.Combine(second, "config.conf"), ConfigFile.Text(Always + "clusterCIDR: 10.9.0.0/16"));
        File.CreateSymbolicLink(data, "..2026_1");
        File.CreateSymbolicLink(_file.Path, "..data/config.conf");
        await RunAsync();

        File.CreateSymbolicLink($"{data}_tmp", "..2026_2");
        using (var move = Process.Start("mv", ["-T", $"{data}_tmp", data])) // File.Move follows a link to a folder
            await move.WaitForExitAsync();
        await SaysAsync("changed and is in force: clusterCIDR");
    }

    [Fact]
    public async Task An_address_that_is_taken_ends_the_daemon_where_that_is_wanted()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await StartAsync($"bindAddressHardFail: true\nhealthzBindAddress: {taken.LocalEndpoint}");
        await Host.WaitForShutdownAsync().WaitAsync(Patience.Limit);
        Assert.Contains($"Cannot listen on {taken.LocalEndpoint} for health, and bindAddressHardFail is set", Log);
        Assert.Contains(Host.Services.GetServices<IHostedService>(), service => service is HttpService { ExecuteTask.IsFaulted: true });
    }

    private Task StartAsync(string fields)
    {
        Put(fields);
        return RunAsync();
    }

    private async Task RunAsync()
    {
        ProxydOptions options = _file.Options("--manifests", Directory.CreateDirectory(Path.Combine(_file.Folder, "manifests")).FullName, "--min-sync-period=0", "--take-over=false") with
        {
            Mode = ProxyModes.Built[0] with { AddBackend = services => services.AddNftBackend().AddSingleton<IProxyBackend>(_backend) },
            MetricsAddress = null,
        };
        if (!options.IsBindFailureFatal)
            options = options with { HealthzAddress = null };
        var choice = new ModeChoice("nftables", "nftables", "as requested", [], Doubt: null);
        _host = ProxydHost.Build(options, new SelectedMode(choice, new ModeProbeResult("nftables", [])), [], _log);
        await _host.StartAsync();
        if (!options.IsBindFailureFatal)
            await Eventually.TrueAsync(() => Task.FromResult(_backend[IpFamily.IPv4].Held is not null), Patience.Limit, Log);
    }

    private void Put(string fields)
    {
        string listener = fields.Contains("healthzBindAddress", StringComparison.Ordinal) || fields.Contains("\"::\"", StringComparison.Ordinal) ? "" : "healthzBindAddress: 127.0.0.1:1\n";
        string always = fields.Contains("conntrack", StringComparison.Ordinal) ? Always.Split('\n')[1] + "\n" : Always;
        _file.With(always + listener + fields);
    }

    private Task IsRefusedAsync(bool isRefused) => Eventually.TrueAsync(
        () => Task.FromResult(Host.Services.GetRequiredService<PrometheusExporter>().Text().Contains($"\nproxier_config_refused {(isRefused ? 1 : 0)}\n", StringComparison.Ordinal)),
        Patience.Limit, "the metric says otherwise");

    private Task SaysAsync(string part) => Eventually.TrueAsync(() => Task.FromResult(Log.Contains(part, StringComparison.Ordinal)), Patience.Limit, $"no '{part}' in {Log}");
}
