using System.Globalization;
using Proxier.Core.Status;

namespace Proxier.Proxyd.Page;

/// <summary>Mode and why, how old the state is, and what is wrong.</summary>
internal static class OverviewPart
{
    public static Html Of(ProxyStatus status) => $"""
        <section aria-labelledby="overview"><h2 id="overview">Overview</h2>
        <dl>{Lines(status).Select(line => (Html)$"<dt>{line.Name}</dt><dd>{line.Value}</dd>")}</dl>{Warnings(status)}</section>
        """;

    public static Html Health(ProxyStatus status) => status.State switch
    {
        { IsHealthy: false } => $"""<p class="state bad">Stuck: a change has been waiting for {status.State.AgeSeconds:0} s</p>""",
        { IsComplete: false } => $"""<p class="state">Starting: the cluster has not been read yet</p>""",
        _ when status.Families.Any(family => family.IsFailing) => $"""<p class="state bad">Behind: the last try to write the rules failed</p>""",
        { IsNodeEligible: false } => $"""<p class="state bad">Healthy, but the Node is being removed</p>""",
        _ => $"""<p class="state good">Healthy</p>""",
    };

    private static IEnumerable<(string Name, string Value)> Lines(ProxyStatus status)
    {
        ModeStatus mode = status.Mode;
        yield return ("Mode", $"{mode.Selected}: {mode.Reason}");
        if (mode.Requested != mode.Selected)
            yield return ("Requested", mode.Requested);
        if (mode.Doubt is not null)
            yield return ("Not certain", mode.Doubt);
        foreach (Core.Choosing.RejectedMode rejected in mode.Rejected)
            yield return ($"Not {rejected.Mode}", rejected.Reason);
        yield return ("State", status.State.PendingSince is { } since ? Text($"{status.State.AgeSeconds:0.0} s old: a change from {Time(since)} is not in the kernel yet") : "The kernel holds everything that came in");
        yield return ("Waiting", Text($"{status.State.PendingServices} changes of Services, {status.State.PendingEndpointSlices} of EndpointSlices"));
        if (status.State.LastChange is { } change)
            yield return ("Last change", Time(change));
        foreach (FamilySyncs family in status.Families)
            yield return (family.Family.ToString(), Family(family));
        yield return ("Objects", Text($"{status.Objects.Services} Services, {status.Objects.EndpointSlices} EndpointSlices, {status.Objects.Endpoints} endpoints; {status.Objects.ServicePorts} service ports with {status.Objects.Frontends} addresses in the kernel"));
        yield return ("Running", $"proxyd {status.Version} since {Time(status.Started)}");
    }

    private static string Family(FamilySyncs family) =>
        (family.LastSync is null ? "never synced" : $"last synced {Time(family.LastSync.At)}")
        + (family.LastFailure is { } failure ? Text($"; {family.Failures} failures, the last at {Time(failure.At)}: {failure.Error}") : "; no failures");

    private static Html Warnings(ProxyStatus status) => status.WarningCount == 0 ? Html.Nothing : $"""
        <h3>Not done as written ({status.WarningCount})</h3><ul>{status.Warnings.Select(warning => (Html)$"<li>{warning}</li>")}{More(status)}</ul>
        """;

    private static Html More(ProxyStatus status) =>
        status.WarningCount > status.Warnings.Count ? $"<li>{Text($"{status.WarningCount - status.Warnings.Count} more")}</li>" : Html.Nothing;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
