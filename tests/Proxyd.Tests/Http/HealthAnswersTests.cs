using System.Net;
using Proxier.Core.Objects;
using Proxier.Proxyd.Http;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Http;

public sealed class HealthAnswersTests(HttpHarness http) : IClassFixture<HttpHarness>
{
    [Fact]
    public async Task Health_is_told_as_kube_proxy_tells_it()
    {
        using var recorder = new MetricsRecorder(http.Metrics.Meter);
        await using HttpPort port = await http.Ports.OpenAsync(new IPEndPoint(IPAddress.Loopback, 0), new HealthAnswers(http.Health, http.Metrics).RespondAsync, default);
        const string Healthy = """{"lastUpdated":"2026-01-01T00:00:00+00:00","currentTime":"2026-01-01T00:00:00+00:00","nodeEligible":true}""";
        const string Leaving = """{"lastUpdated":"2026-01-01T00:00:00+00:00","currentTime":"2026-01-01T00:00:00+00:00","nodeEligible":false}""";
        const string Live = """{"lastUpdated":"2026-01-01T00:00:00+00:00","currentTime":"2026-01-01T00:00:00+00:00"}""";
        const string Stuck = """{"lastUpdated":"0001-01-01T00:00:00+00:00","currentTime":"2026-01-01T00:01:00+00:00"}""";
        Assert.Equal($"200 application/json nosniff {Healthy}", await http.GetAsync(port.Address, "/healthz"));
        Assert.Equal($"200 application/json nosniff {Live}", await http.GetAsync(port.Address, "/livez"));

        http.Health.IsNodeEligible = false;
        Assert.Equal($"503 application/json nosniff {Leaving}", await http.GetAsync(port.Address, "/healthz"));
        Assert.StartsWith("200 ", await http.GetAsync(port.Address, "/livez"));

        http.Health.IsNodeEligible = true;
        http.GetStuck();
        Assert.StartsWith("503 ", await http.GetAsync(port.Address, "/healthz"));
        Assert.Equal($"503 application/json nosniff {Stuck}", await http.GetAsync(port.Address, "/livez"));

        http.Health.Updated(IpFamily.IPv4, 1);
        Assert.StartsWith("200 ", await http.GetAsync(port.Address, "/healthz"));
        Assert.StartsWith("404 ", await http.GetAsync(port.Address, "/metrics"));
        Assert.Equal(2, recorder.Lines.Count(line => line == "kubeproxy_proxy_healthz_total{code=503} 1"));
        Assert.Equal(2, recorder.Lines.Count(line => line == "kubeproxy_proxy_livez_total{code=200} 1"));
    }
}
