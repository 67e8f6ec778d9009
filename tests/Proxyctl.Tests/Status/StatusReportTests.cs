using System.Net;
using Proxier.Core.Objects;
using Proxier.Proxyctl.Status;

namespace Proxier.Proxyctl.Tests.Status;

public sealed class StatusReportTests
{
    private const string Metrics =
        """
        # HELP proxier_backend_info Always 1.
        # TYPE proxier_backend_info gauge
        proxier_backend_info{reason="fallback, as ipvs cannot be used: no \"IPVS\" {here}",requested="ipvs",selected="iptables"} 1
        proxier_backend_rejected_info{mode="ipvs",reason="no \"IPVS\" {here}"} 1
        kubeproxy_sync_proxy_rules_last_timestamp_seconds{ip_family="IPv4"} 1767225600.5
        kubeproxy_sync_proxy_rules_iptables_restore_failures_total{ip_family="IPv4"} 3
        kubeproxy_sync_proxy_rules_iptables_partial_restore_failures_total{ip_family="IPv4"} 2
        kubeproxy_sync_proxy_rules_service_changes_pending 4
        kubeproxy_sync_proxy_rules_endpoint_changes_pending 5
        kubeproxy_sync_proxy_rules_duration_seconds_bucket{ip_family="IPv4",le="+Inf"} 7
        """;

    private static readonly HealthAnswer Healthy = new(200, DateTimeOffset.UnixEpoch, true);

    [Fact]
    public void The_choice_its_reason_and_the_rejected_modes_come_from_the_metrics()
    {
        StatusReport report = Report(Healthy, Healthy);

        Assert.Equal(("iptables", "ipvs", "fallback, as ipvs cannot be used: no \"IPVS\" {here}"), (report.Mode, report.Requested, report.Reason));
        Assert.Equal([new RejectedStatus("ipvs", "no \"IPVS\" {here}")], report.Rejected);
        Assert.Equal((4L, 5L), (report.PendingServiceChanges, report.PendingEndpointChanges));
        Assert.Equal(
            [new FamilyStatus(IpFamily.IPv4, DateTimeOffset.FromUnixTimeMilliseconds(1767225600500), 3), new FamilyStatus(IpFamily.IPv6, null, 0)], report.Families);
    }

    [Fact]
    public void It_is_healthy_only_when_both_answers_are()
    {
        Assert.True(Report(Healthy, Healthy).IsHealthy);
        Assert.False(Report(Healthy with { Code = 503 }, Healthy).IsHealthy);
        Assert.False(Report(Healthy, Healthy with { Code = 503 }).IsHealthy);
        Assert.False(Report(null, Healthy).IsHealthy);
        Assert.False((Report(Healthy, Healthy) with { Problems = ["nobody answers"] }).IsHealthy);
    }

    [Fact]
    public void A_proxy_without_our_metrics_is_reported_as_far_as_it_tells()
    {
        StatusReport report = StatusReport.Of("iptables", Healthy, Healthy, [], []);

        Assert.True(report.IsHealthy);
        Assert.Equal(("iptables", null, null), (report.Mode, report.Requested, report.PendingServiceChanges));
    }

    [Theory]
    [InlineData("""{"lastUpdated":"2026-01-01T01:00:00+01:00","currentTime":"2026-01-01T00:00:00Z","nodeEligible":false}""", "healthy, as the Node is being removed, rules up to date at 2026-01-01T00:00:00Z")]
    [InlineData("""{"lastUpdated": "2026-01-01 00:00:00.5 +0000 UTC m=+0.1"}""", "healthy")]
    [InlineData("{}", "healthy")]
    public void Health_is_read_as_any_version_of_kube_proxy_tells_it(string body, string expected) =>
        Assert.Equal(expected, HealthAnswer.Parse(HttpStatusCode.OK, body).ToString());

    private static StatusReport Report(HealthAnswer? healthz, HealthAnswer? livez) => StatusReport.Of("iptables", healthz, livez, [.. MetricSample.Parse(Metrics)], []);
}
