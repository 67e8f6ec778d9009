using System.Net;
using System.Text.Json;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Http;
using Proxier.Proxyd.Prometheus;
using Proxier.Proxyd.Tests.CommandLine;

namespace Proxier.Proxyd.Tests.Http;

public sealed class StatusAnswersTests(HttpHarness http) : IClassFixture<HttpHarness>
{
    [Fact]
    public async Task The_metrics_port_tells_metrics_mode_and_configuration()
    {
        ProxydOptions options = Parsed.Options("--cluster-cidr", "10.244.0.0/16", "--min-sync-period", "0", "--nodeport-addresses", "primary,10.0.0.0/8");
        using var exporter = new PrometheusExporter(http.Metrics.Meter);
        http.Metrics.LivezAnswered(200);
        await using HttpPort port = await http.Ports.OpenAsync(new IPEndPoint(IPAddress.IPv6Loopback, 0), new StatusAnswers(new CurrentOptions(options), exporter, page: null).RespondAsync, default);

        Assert.Equal("200 text/plain; charset=utf-8 nosniff ok", await http.GetAsync(port.Address, "/healthz"));
        Assert.Equal("200 text/plain; charset=utf-8 nosniff nftables", await http.GetAsync(port.Address, "/proxyMode"));
        Assert.StartsWith("404 ", await http.GetAsync(port.Address, "/livez"));
        string metrics = await http.GetAsync(port.Address, "/metrics");
        Assert.StartsWith("200 text/plain; version=0.0.4; charset=utf-8 nosniff # HELP ", metrics);
        Assert.Contains("\nkubeproxy_proxy_livez_total{code=\"200\"} 1\n", metrics);

        string config = await http.GetAsync(port.Address, "/configz");
        JsonElement root = JsonDocument.Parse(config[config.IndexOf('{')..]).RootElement.GetProperty("kubeproxy.config.k8s.io");
        Assert.Equal("nftables", root.GetProperty("mode").GetString());
        Assert.Equal("10.244.0.0/16", root.GetProperty("clusterCIDR").GetString());
        Assert.Equal("0s", root.GetProperty("proxier").GetProperty("minSyncPeriod").GetString());
        Assert.Equal("""["primary","10.0.0.0/8"]""", root.GetProperty("nodePortAddresses").GetRawText());
        Assert.Equal("24h0m0s", root.GetProperty("conntrack").GetProperty("tcpEstablishedTimeout").GetString());
    }
}
