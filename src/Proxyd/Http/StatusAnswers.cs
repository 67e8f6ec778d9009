using Microsoft.AspNetCore.Http;
using Proxier.Core.Status;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Page;
using Proxier.Proxyd.Prometheus;

namespace Proxier.Proxyd.Http;

/// <summary>What the metrics port answers: for Prometheus, and for people who want to know how this proxy is set up and what it does.</summary>
/// <param name="page">Null: none.</param>
internal sealed class StatusAnswers(CurrentOptions options, PrometheusExporter exporter, StatusPage? page)
{
    public Task RespondAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/" when page is not null => page.RespondAsync(context),
        "/metrics" => context.WriteTextAsync(exporter.Text(), MetricText.ContentType),
        "/healthz" => context.WriteTextAsync("ok"),
        "/proxyMode" => context.WriteTextAsync(options.Value.Mode.Word),
        StatusSocket.Configuration => context.WriteJsonAsync(StatusCodes.Status200OK, json => ConfigJson.Write(json, options.Value)),
        _ => context.NotFound(),
    };
}
