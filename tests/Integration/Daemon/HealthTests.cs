using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Daemon;

/// <summary>What load balancers, the kubelet and Prometheus ask the daemon.</summary>
public sealed class HealthTests : DaemonCase
{
    private const int HealthCheckNodePort = 32_100;

    private static ServiceManifest Balanced => Web() with
    {
        Type = ServiceType.LoadBalancer,
        ExternalPolicy = TrafficPolicy.Local,
        LoadBalancerIPs = [Plan.LoadBalancer(1).IPv4],
        HealthCheckNodePort = HealthCheckNodePort,
    };

    [NetnsFact]
    public async Task A_health_check_node_port_tells_whether_this_node_has_endpoints()
    {
        string url = $"http://{Plan.Node.IPv4}:{HealthCheckNodePort}/anything";
        Node.Start();
        await Node.ProgramAsync(WithSlices(Balanced, Bed.Pods[0], Bed.Pods[1], Bed.OtherPods[0]));
        await BecomesAsync(url, HttpStatusCode.OK, "\"localEndpoints\":2", weight: "2");

        await Node.ProgramAsync(Slices(Balanced, Bed.OtherPods[0]));
        await BecomesAsync(url, HttpStatusCode.ServiceUnavailable, "\"localEndpoints\":0", weight: "0");

        await Node.ProgramAsync(Balanced with { HealthCheckNodePort = 0, ExternalPolicy = TrafficPolicy.Cluster });
        await Node.UntilAsync(async () => !await IsListeningAsync(HealthCheckNodePort), Patience.Limit, "the port stays open");
    }

    [NetnsFact]
    public async Task Health_and_metrics_answer_where_kube_proxy_does()
    {
        Node.Start();
        await Node.SettleAsync();
        await BecomesAsync($"http://{Plan.Node.IPv4}:10256/healthz", HttpStatusCode.OK, "\"nodeEligible\":true");
        await BecomesAsync($"http://{Plan.Node.IPv4}:10256/livez", HttpStatusCode.OK, "\"lastUpdated\"");
        await BecomesAsync("http://127.0.0.1:10249/proxyMode", HttpStatusCode.OK, "nftables");
        await BecomesAsync("http://127.0.0.1:10249/metrics", HttpStatusCode.OK, "kubeproxy_sync_proxy_rules_duration_seconds_count");
        await BecomesAsync("http://127.0.0.1:10249/configz", HttpStatusCode.OK, "\"clusterCIDR\"");
    }

    private async Task BecomesAsync(string url, HttpStatusCode status, string content, string? weight = null)
    {
        using HttpClient http = NamespaceHttp.Client(Namespace);
        string got = "no answer";
        try
        {
            await Node.UntilAsync(IsAsExpectedAsync, Patience.Limit, url);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{url}: {got}");
        }

        async Task<bool> IsAsExpectedAsync()
        {
            using HttpResponseMessage? answer = await AnswerAsync(http, url);
            if (answer is null)
                return false;
            got = $"{(int)answer.StatusCode}, {await answer.Content.ReadAsStringAsync()}";
            return answer.StatusCode == status && got.Contains(content, StringComparison.Ordinal)
                && (weight is null || answer.Headers.GetValues("X-Load-Balancing-Endpoint-Weight").SequenceEqual([weight]));
        }
    }

    /// <summary>Null when nobody listens.</summary>
    private static async Task<HttpResponseMessage?> AnswerAsync(HttpClient http, string url)
    {
        try
        {
            return await http.GetAsync(new Uri(url));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<bool> IsListeningAsync(int port) => (await Namespace.RunAsync("ss", "-Hltn", $"sport = :{port}")).Length > 0;
}
