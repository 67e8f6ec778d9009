using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Proxier.Backends.Nft;
using Proxier.Core.Backends;
using Proxier.Core.Choosing;
using Proxier.Core.Objects;
using Proxier.Core.Probing;
using Proxier.Core.Status;
using Proxier.Core.Sync;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Modes;
using Proxier.Proxyd.Page;
using Proxier.Proxyd.Tests.CommandLine;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Hosting;

/// <summary>The daemon on its Unix socket, over a kernel that is a variable.</summary>
public sealed class SocketServiceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proxier-socket-");
    private readonly FakeBackend _backend = new();
    private readonly StringWriter _text = new();
    private readonly TextWriter _log;
    private readonly HttpClient _http;

    public SocketServiceTests()
    {
        _log = TextWriter.Synchronized(_text);
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, cancel) => new NetworkStream(await ConnectAsync(cancel), ownsSocket: true) }) { BaseAddress = new Uri("http://proxyd") };
        Directory.CreateDirectory(Manifests);
        File.WriteAllText(Path.Combine(Manifests, "web.yaml"), """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: default}
            spec: {clusterIP: 10.96.0.10, clusterIPs: [10.96.0.10], ipFamilies: [IPv4], ports: [{port: 80, protocol: TCP}]}
            """);
    }

    private string Manifests => Path.Combine(_folder.FullName, "manifests");

    private string SocketPath => Path.Combine(_folder.FullName, "run", "proxyd.sock");

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
        _log.Dispose();
    }

    [Fact]
    public async Task It_answers_root_only_with_status_snapshot_and_mode_and_removes_its_name()
    {
        using (IHost host = Build())
        {
            await host.StartAsync();
            ProxyStatus status = await StatusAsync(status => status.Families is [{ LastSync: not null }, { LastSync: not null }]);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(SocketPath));
            Assert.Equal(("node-a", "fake", "as requested"), (status.Node, status.Mode.Selected, status.Mode.Reason));
            Assert.Equal(new ObjectCounts(1, 0, 0, 1, 1), status.Objects);
            Assert.True(status.State is { IsComplete: true, IsHealthy: true, IsNodeEligible: true, PendingSince: null, AgeSeconds: 0, LastChange: not null });
            SyncRecord sync = status.Families[0].Recent[^1];
            Assert.Equal((SyncKind.Full, 1, null), (sync.Kind, sync.ChangedPorts, sync.Error));
            Assert.Contains(status.Tools, tool => tool.Tool == "nft");
            Assert.Contains("\"kind\": \"Snapshot\"", await _http.GetStringAsync("/snapshot"));
            Assert.Equal("fake", await _http.GetStringAsync("/proxyMode"));
            await host.StopAsync().WaitAsync(Patience.Limit);
        }

        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public async Task Whoever_watches_is_told_everything_once_and_then_what_changed()
    {
        using IHost host = Build();
        await host.StartAsync();
        await StatusAsync(_ => true);
        await using Stream body = await _http.GetStreamAsync("/snapshot/watch");
        await using IAsyncEnumerator<JsonElement> documents = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(body, topLevelValues: true).GetAsyncEnumerator();
        Assert.True(await documents.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
        Assert.Equal("Snapshot default/web", Summary(documents.Current));

        File.WriteAllText(Path.Combine(Manifests, "other.yaml"), File.ReadAllText(Path.Combine(Manifests, "web.yaml")).Replace("name: web", "name: other", StringComparison.Ordinal).Replace("96.0.10", "96.0.11", StringComparison.Ordinal));
        Assert.True(await documents.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
        Assert.Equal("SnapshotChange default/other", Summary(documents.Current));
        Assert.Equal("default/other", Assert.Single(documents.Current.GetProperty("services").EnumerateArray()).GetString());

        await host.StopAsync().WaitAsync(Patience.Limit); // with somebody still there
    }

    private static string Summary(JsonElement document) => string.Join(' ', document.GetProperty("cluster").GetProperty("items").EnumerateArray()
        .Select(item => item.GetProperty("metadata")).Select(name => $"{name.GetProperty("namespace")}/{name.GetProperty("name")}").Prepend(document.GetProperty("kind").GetString()));

    [Fact]
    public async Task The_words_of_a_tool_that_failed_are_told()
    {
        _backend[IpFamily.IPv6].Refusals = int.MaxValue;
        using IHost host = Build();
        await host.StartAsync();
        ProxyStatus status = await StatusAsync(status => status.Families[1].Failures > 0);
        Assert.NotNull(status.Families[1].LastFailure?.Error);
        Assert.Null(status.Families[1].LastSync);
        Assert.Equal((false, true), (status.Families[0].IsFailing, status.Families[1].IsFailing));
        Assert.Contains("Behind: the last try to write the rules failed", OverviewPart.Health(status).ToString(), StringComparison.Ordinal);
        await host.StopAsync().WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task An_object_that_was_refused_is_a_warning_until_its_file_is_mended()
    {
        string file = Path.Combine(Manifests, "wrong.yaml"), web = File.ReadAllText(Path.Combine(Manifests, "web.yaml"));
        File.WriteAllText(file, web.Replace("name: web", "name: wrong", StringComparison.Ordinal).Replace("port: 80", "port: 70000", StringComparison.Ordinal));
        using IHost host = Build();
        await host.StartAsync();
        ProxyStatus status = await StatusAsync(status => status.WarningCount == 2); // the other one is about the Node, which has no addresses
        Assert.StartsWith($"{file}:1 (document 1): Service default/wrong: spec.ports[0].port: ", status.Warnings[0], StringComparison.Ordinal);

        File.WriteAllText(file, web.Replace("name: web", "name: wrong", StringComparison.Ordinal).Replace("96.0.10", "96.0.11", StringComparison.Ordinal));
        status = await StatusAsync(status => status.WarningCount == 1);
        Assert.StartsWith("Node: ", Assert.Single(status.Warnings), StringComparison.Ordinal);
        await host.StopAsync().WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_wish_that_the_backend_cannot_meet_is_a_warning_for_as_long_as_it_is_there()
    {
        string file = Path.Combine(Manifests, "web.yaml"), web = File.ReadAllText(file);
        File.WriteAllText(file, web.Replace("{name: web,", "{name: web, annotations: {proxier.dev/proxy-protocol: v2},", StringComparison.Ordinal));
        using IHost host = Build();
        await host.StartAsync();
        ProxyStatus status = await StatusAsync(status => status.WarningCount == 2); // the other one is about the Node, which has no addresses
        Assert.StartsWith("IPv4: default/web asks for the PROXY protocol", status.Warnings[1], StringComparison.Ordinal);
        File.WriteAllText(file, web);
        await StatusAsync(status => status.WarningCount == 1);
        await host.StopAsync().WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task What_a_killed_one_left_is_replaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SocketPath)!); // it has one
        using (var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            killed.Bind(new UnixDomainSocketEndPoint(SocketPath));
            File.Move(SocketPath, SocketPath + ".kept"); // closing it removes the name that it knows
        }

        File.Move(SocketPath + ".kept", SocketPath);
        using IHost host = Build();
        await host.StartAsync();
        await StatusAsync(_ => true);
        await host.StopAsync().WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_file_that_is_no_socket_stays_and_everything_else_goes_on()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SocketPath)!); // it has one
        File.WriteAllText(SocketPath, "");
        using IHost host = Build();
        await host.StartAsync();
        await Eventually.TrueAsync(() => Task.FromResult(Log.Contains("which is no socket", StringComparison.Ordinal)), Patience.Limit, "it is not told");
        await Eventually.TrueAsync(() => Task.FromResult(_backend[IpFamily.IPv4].Held is not null), Patience.Limit, "nothing is programmed");
        await host.StopAsync().WaitAsync(Patience.Limit);
        Assert.True(File.Exists(SocketPath));
    }

    [Fact]
    public async Task Somebody_who_answers_there_is_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SocketPath)!); // it has one
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(SocketPath));
        other.Listen();
        using IHost host = Build();
        await host.StartAsync();
        await Eventually.TrueAsync(() => Task.FromResult(Log.Contains("another process answers there", StringComparison.Ordinal)), Patience.Limit, "it is not told");
        await host.StopAsync().WaitAsync(Patience.Limit);
        Assert.True(File.Exists(SocketPath));
    }

    private string Log
    {
        get
        {
            lock (_log) // as its own methods do
                return _text.ToString();
        }
    }

    private IHost Build()
    {
        ProxydOptions options = Parsed.Options("--min-sync-period", "0", "--take-over=false", "--status-socket", SocketPath) with
        {
            Manifests = Manifests,
            Mode = new ProxyMode("fake", "primary", HasLocalhostNodePorts: false, services => services.AddNftBackend().AddSingleton<IProxyBackend>(_backend)),
            HealthzAddress = null,
            MetricsAddress = null,
        };
        return ProxydHost.Build(options, new SelectedMode(new ModeChoice("fake", "fake", "as requested", [], Doubt: null), new ModeProbeResult("fake", [])), [], _log);
    }

    private async Task<ProxyStatus> StatusAsync(Func<ProxyStatus, bool> isWanted)
    {
        ProxyStatus? status = null;
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    status = StatusJson.Read(await _http.GetByteArrayAsync("/status"));
                    return isWanted(status);
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            Patience.Limit, $"it does not answer as expected: {Log}");
        return status!; // it is what was waited for
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancel);
        return socket;
    }
}
