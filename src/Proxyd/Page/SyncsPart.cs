using System.Globalization;
using Proxier.Core.Status;

namespace Proxier.Proxyd.Page;

/// <summary>What the loops did last: a chart for each family, and the newest ones in words.</summary>
internal static class SyncsPart
{
    private const int Width = 600, Height = 110, Top = 18, Bottom = 92, Shown = 10;

    private const double Step = (Width - 12.0) / FamilySyncs.MaxRecent;

    public static Html Of(ProxyStatus status) => $"""
        <section aria-labelledby="syncs"><h2 id="syncs">Last syncs</h2>
        <div class="charts">{status.Families.Select(Chart)}</div>
        <div class="wide"><table><caption>The newest that wrote something or failed, newest first</caption>
        <thead><tr><th scope="col">Time (UTC)</th><th scope="col">Family</th><th scope="col">What</th><th scope="col" class="n">ms</th><th scope="col" class="n">Service ports changed</th><th scope="col" class="n">Scripts</th><th scope="col" class="n">Bytes</th><th scope="col">Since the change came in, ms</th><th scope="col">Failure</th></tr></thead>
        <tbody>{Rows(status)}</tbody></table></div></section>
        """;

    private static IEnumerable<Html> Rows(ProxyStatus status) => status.Families
        .SelectMany(family => family.Recent, (family, sync) => (family, sync))
        .OrderByDescending(row => row.sync.At)
        .Take(Shown)
        .Select(row => (Html)$"""
            <tr><th scope="row">{row.sync.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}</th><td>{row.family.Family.ToString()}</td><td>{Word(row.sync)}</td><td class="n">{row.sync.ElapsedMs:0.0}</td><td class="n">{row.sync.ChangedPorts}</td><td class="n">{row.sync.Scripts}</td><td class="n">{row.sync.Bytes:N0}</td><td>{Steps(row.sync.Steps)}</td><td class="bad">{row.sync.Error}</td></tr>
            """);

    private static string Word(SyncRecord sync) => sync.Error is not null ? "failed" : sync.Kind == Core.Sync.SyncKind.Full ? "wrote everything" : "wrote the change";

    private static string Steps(StepRecord? steps) => steps is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"notice {steps.NoticeMs:0.0}, build {steps.BuildMs:0.0}, wait {steps.WaitMs:0.0}, render {steps.RenderMs:0.0}, tools {steps.ToolsMs:0.0}, rest {steps.RestMs:0.0}");

    private static Html Chart(FamilySyncs family)
    {
        double most = family.Recent.Select(sync => sync.ElapsedMs).DefaultIfEmpty(0).Max();
        string id = $"chart-{family.Family}";
        return $"""
            <figure><figcaption>{family.Family.ToString()}</figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{id}"><title id="{id}">{Summary(family, most)}</title>
            <line class="axis" x1="4" x2="{Width - 4}" y1="{Bottom}" y2="{Bottom}"/>{family.Recent.Select((sync, index) => Bar(sync, index, most))}
            <text x="6" y="13">{most:0.0} ms</text><text x="6" y="106">{(family.Recent.Count == 0 ? "" : Label(family.Recent[0]))}</text>{LastLabel(family)}</svg></figure>
            """;
    }

    /// <summary>Under the last bar; nothing where it would lie upon the first one.</summary>
    private static Html LastLabel(FamilySyncs family) => family.Recent.Count < 12 ? Html.Nothing
        : (Html)$"""<text x="{4 + (family.Recent.Count * Step):0.##}" y="106" text-anchor="end">{Label(family.Recent[^1])}</text>""";

    private static string Summary(FamilySyncs family, double most) => family.Recent.Count == 0 ? $"{family.Family}: nothing was written yet" : string.Create(
        CultureInfo.InvariantCulture,
        $"{family.Family}: duration of the last {family.Recent.Count} syncs, at most {most:0.0} ms; {family.Recent.Count(sync => sync.Error is not null)} failed, {family.Failures} since start");

    /// <summary>A failure is dashed: colour alone would not do.</summary>
    private static Html Bar(SyncRecord sync, int index, double most)
    {
        double height = most > 0 ? Math.Max(2, (Bottom - Top) * sync.ElapsedMs / most) : 2;
        return $"""
            <rect class="{(sync.Error is null ? "bar" : "failed")}" x="{6 + (index * Step):0.##}" y="{Bottom - height:0.##}" width="{Step - 2:0.##}" height="{height:0.##}"><title>{Label(sync)}: {sync.ElapsedMs:0.0} ms, {Word(sync)}</title></rect>
            """;
    }

    private static string Label(SyncRecord sync) => sync.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
