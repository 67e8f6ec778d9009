using Microsoft.AspNetCore.Http;
using Proxier.Core.Health;
using Proxier.Core.Metrics;

namespace Proxier.Proxyd.Http;

/// <summary>
/// <c>/healthz</c> for load balancers, 503 too while the Node is being removed, and <c>/livez</c> for the kubelet, which must not
/// restart a proxy that drains.
/// </summary>
internal sealed class HealthAnswers(ProxyHealth health, ProxyMetrics metrics)
{
    public Task RespondAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/healthz" => HealthzAsync(context),
        "/livez" => LivezAsync(context),
        _ => context.NotFound(),
    };

    private Task HealthzAsync(HttpContext context)
    {
        HealthReport report = health.Report;
        bool isEligible = health.IsNodeEligible;
        int status = Status(report.IsHealthy && isEligible);
        metrics.HealthzAnswered(status);
        return WriteAsync(context, status, report, isEligible);
    }

    private Task LivezAsync(HttpContext context)
    {
        HealthReport report = health.Report;
        int status = Status(report.IsHealthy);
        metrics.LivezAnswered(status);
        return WriteAsync(context, status, report, isEligible: null);
    }

    private static int Status(bool isGood) => isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    private static Task WriteAsync(HttpContext context, int status, HealthReport report, bool? isEligible) => context.WriteJsonAsync(status, json =>
    {
        json.WriteString("lastUpdated", report.LastUpdated);
        json.WriteString("currentTime", report.CurrentTime);
        if (isEligible is { } value)
            json.WriteBoolean("nodeEligible", value);
    });
}
