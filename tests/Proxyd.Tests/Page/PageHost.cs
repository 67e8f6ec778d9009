using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Proxier.Backends.Nft;
using Proxier.Core.Backends;
using Proxier.Core.Choosing;
using Proxier.Core.Objects;
using Proxier.Core.Probing;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Modes;
using Proxier.Proxyd.Tests.CommandLine;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Page;

/// <summary>A daemon with many Services, over a kernel that is a variable and refuses IPv6 once, with the words of nft's rules for explanations.</summary>
public sealed partial class PageHost : IAsyncLifetime, IDisposable
{
    public const int Services = 120;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proxier-page-");
    private readonly FakeBackend _backend = new();
    private readonly StringWriter _text = new();
    private readonly TextWriter _log;
    private IHost? _host;

    public PageHost() => _log = TextWriter.Synchronized(_text);

    public Uri Address { get; private set; } = new("http://localhost");

    public async Task InitializeAsync()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "cluster.yaml"), string.Join("\n---\n", Enumerable.Range(1, Services).Select(Manifests)));
        _backend[IpFamily.IPv6].Refusals = 1;
        _host = Build();
        await _host.StartAsync();
        await Eventually.TrueAsync(() => Task.FromResult(Listening().IsMatch(Log) && _backend[IpFamily.IPv6].Held is not null), Patience.Limit, $"it does not start: {Log}");
        Address = new Uri($"http://{Listening().Match(Log).Groups["address"].Value}");
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.StopAsync();
        _host?.Dispose();
        _folder.Delete(recursive: true);
    }

    public void Dispose()
    {
        _log.Dispose();
        _text.Dispose();
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
        ProxydOptions options = Parsed.Options("--min-sync-period", "0", "--take-over=false", "--cluster-cidr", "10.244.0.0/16") with
        {
            Manifests = _folder.FullName,
            Mode = new ProxyMode("nftables", "primary", HasLocalhostNodePorts: false, services => services.AddNftBackend().AddSingleton<IProxyBackend>(_backend)),
            HealthzAddress = null,
            MetricsAddress = new IPEndPoint(IPAddress.Loopback, 0),
        };
        var probe = new ModeProbeResult("nftables", [new RequirementResult("verdict map with concatenated key", IpFamily.IPv4, false, new Support.Yes()), new RequirementResult("<b>bold</b>", null, true, new Support.No("a \"module\" & <more>"))]);
        return ProxydHost.Build(options, new SelectedMode(new ModeChoice("ipvs", "nftables", "<script>alert('reason')</script>", [new RejectedMode("ipvs", "no module ip_vs")], Doubt: null), probe), [], _log);
    }

    private static string Manifests(int number) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: web-{{number}}, namespace: shop}
        spec: {clusterIP: 10.96.0.{{number}}, clusterIPs: [10.96.0.{{number}}], ipFamilies: [IPv4], ports: [{name: http, port: 80, protocol: TCP}]}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: web-{{number}}-a, namespace: shop, labels: {kubernetes.io/service-name: "web-{{number}}" } }
        addressType: IPv4
        ports: [{name: http, port: 8080, protocol: TCP}]
        endpoints: [{addresses: [10.244.1.{{number}}], nodeName: node-a, conditions: {ready: true} }, {addresses: [10.244.2.{{number}}], nodeName: node-b, conditions: {ready: true} }]
        """;

    [GeneratedRegex(@"Listening on (?<address>127\.0\.0\.1:\d+) for metrics")]
    private static partial Regex Listening();
}
