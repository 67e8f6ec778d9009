using Microsoft.AspNetCore.Http;
using Proxier.Core.Building;
using Proxier.Core.Choosing;
using Proxier.Core.Probing;
using Proxier.Core.Status;
using Proxier.Core.Sync;
using Proxier.Proxyd.Http;
using Proxier.Proxyd.Status;

namespace Proxier.Proxyd.Page;

/// <summary>The daemon for people: one page, made anew for each request, that needs nothing but a browser.</summary>
internal sealed class StatusPage(StatusSource source, GraphFeed feed, SelectedMode selected, PageExplainer explainer)
{
    public async Task RespondAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PageStyle.Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        if (!IsOurs(context.Request.Host.Host))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.WriteTextAsync("This page answers under an IP address or localhost only.").ConfigureAwait(false);
            return;
        }

        ProxyStatus status = await source.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        PageQuery query = PageQuery.Of(context.Request.Query);
        await context.WriteTextAsync(Write(status, selected.Probe, query, feed.Built, explainer).ToString(), "text/html; charset=utf-8").ConfigureAwait(false);
    }

    /// <summary>A site whose name its owner points at our address cannot read the page with its visitors' browsers.</summary>
    private static bool IsOurs(string host) => host == "localhost" || System.Net.IPAddress.TryParse(host.Trim('[', ']'), out _);

    private static Html Write(ProxyStatus status, ModeProbeResult probe, PageQuery query, BuiltGraph? built, PageExplainer explainer) => $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>proxyd on {status.Node}</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><style>{Style}</style></head>
        <body><a class="skip" href="#main">Skip to the content</a>
        <header><h1>proxyd on {status.Node}</h1>{OverviewPart.Health(status)}
        <nav aria-label="Sections"><ul><li><a href="#overview">Overview</a></li><li><a href="#syncs">Last syncs</a></li><li><a href="#services">Services</a></li><li><a href="#explain">Explain</a></li><li><a href="#host">Backend and host</a></li><li><a href="/metrics">Metrics</a></li><li><a href="/configz">Configuration</a></li></ul></nav></header>
        <main id="main">
        {OverviewPart.Of(status)}
        {SyncsPart.Of(status)}
        {(built is null ? Html.Nothing : new ServicesPart(built, status.Node, query).Write())}
        {(built is null ? Html.Nothing : ExplainPart.Of(query, explainer.Explain(query, built)))}
        {HostPart.Of(status, probe)}
        </main>
        <footer>As of {status.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. Reload for newer figures.</footer></body></html>
        """;

    /// <summary>Its own text is markup: it is ours.</summary>
    private static Html Style { get; } = Markup(PageStyle.Css);

    private static Html Markup(string markup)
    {
        var html = new Html(markup.Length, 0);
        html.AppendLiteral(markup);
        return html;
    }
}
