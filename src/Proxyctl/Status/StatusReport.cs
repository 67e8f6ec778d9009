using System.Globalization;
using System.Net;
using Proxier.Core.Objects;
using Proxier.Core.Status;
using Proxier.Proxyctl.Screens;
using Spectre.Console;

namespace Proxier.Proxyctl.Status;

/// <param name="Mode">Null when the proxy does not answer.</param>
/// <param name="Requested">What <c>--proxy-mode</c> asked for; null when the proxy does not tell.</param>
/// <param name="Reason">Why it runs this mode.</param>
/// <param name="Rejected">The modes that it would have preferred.</param>
/// <param name="Problems">Why something could not be asked.</param>
internal sealed record StatusReport(
    string? Mode, string? Requested, string? Reason, IReadOnlyList<RejectedStatus> Rejected, HealthAnswer? Healthz, HealthAnswer? Livez,
    IReadOnlyList<FamilyStatus> Families, long? PendingServiceChanges, long? PendingEndpointChanges, IReadOnlyList<string> Problems)
{
    /// <summary>Everything that the daemon tells on its socket; null when it was asked over HTTP.</summary>
    public ProxyStatus? Daemon { get; init; }

    /// <summary>Each mode has one.</summary>
    private static readonly string[] FailureCounters =
        ["kubeproxy_sync_proxy_rules_nftables_sync_failures_total", "kubeproxy_sync_proxy_rules_iptables_restore_failures_total"];

    public bool IsHealthy => Problems.Count == 0 && Healthz is { IsHealthy: true } && Livez is { IsHealthy: true } && Failing.Length == 0;

    /// <summary>/healthz is patient with failures, as kube-proxy's is; whoever asks here wants to know.</summary>
    private string[] Failing => [.. Daemon?.Families.Where(family => family.IsFailing).Select(family => family.Family.ToString()) ?? []];

    public static StatusReport Of(string? mode, HealthAnswer? healthz, HealthAnswer? livez, IReadOnlyList<MetricSample> samples, IReadOnlyList<string> problems)
    {
        MetricSample? chosen = samples.FirstOrDefault(sample => sample.Name == "proxier_backend_info");
        return new StatusReport(
            mode, chosen?.Labels.GetValueOrDefault("requested"), chosen?.Labels.GetValueOrDefault("reason"),
            [.. samples.Where(sample => sample.Name == "proxier_backend_rejected_info").Select(sample => new RejectedStatus(sample.Labels["mode"], sample.Labels["reason"]))],
            healthz, livez, [.. Enum.GetValues<IpFamily>().Select(family => FamilyOf(family, samples))],
            Number(samples, "kubeproxy_sync_proxy_rules_service_changes_pending"), Number(samples, "kubeproxy_sync_proxy_rules_endpoint_changes_pending"), problems);
    }

    public static StatusReport Of(ProxyStatus status)
    {
        StateStatus state = status.State;
        return new StatusReport(
            status.Mode.Selected, status.Mode.Requested, status.Mode.Reason, [.. status.Mode.Rejected.Select(mode => new RejectedStatus(mode.Mode, mode.Reason))],
            Health(state, state.IsHealthy && state.IsNodeEligible, state.IsNodeEligible, status.Time), Health(state, state.IsHealthy, null, status.Time),
            [.. status.Families.Select(family => new FamilyStatus(family.Family, family.LastSync?.At, family.Failures))], state.PendingServices, state.PendingEndpointSlices, [])
        {
            Daemon = status,
        };
    }

    public void WriteJson(Stream output) => ReportJson.Write(output, this);

    public void WriteText(Screen screen)
    {
        Table table = new Table().NoBorder().HideHeaders().AddColumns("", "");
        foreach ((string name, string value) in Lines())
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
        screen.Table(table);
    }

    private IEnumerable<(string Name, string Value)> Lines()
    {
        yield return ("mode", Mode ?? "not known");
        if (Requested is not null)
            yield return ("requested", $"{Requested} ({Reason})");
        foreach (RejectedStatus mode in Rejected)
            yield return ("rejected", $"{mode.Mode}: {mode.Reason}");
        yield return ("/healthz", Healthz?.ToString() ?? "no answer");
        yield return ("/livez", Livez?.ToString() ?? "no answer");
        if (Failing.Length > 0)
            yield return ("rules", $"BEHIND for {string.Join(" and ", Failing)}: the last try to write them failed");
        foreach (FamilyStatus family in Families.Where(family => family.LastSync is not null))
            yield return (family.Family.ToString(), string.Create(CultureInfo.InvariantCulture, $"last synced at {family.LastSync:yyyy-MM-dd'T'HH:mm:ss'Z'}, failures: {family.Failures}"));
        if (PendingServiceChanges is not null && PendingEndpointChanges is not null)
            yield return ("pending", string.Create(CultureInfo.InvariantCulture, $"changes of Services: {PendingServiceChanges}, of EndpointSlices: {PendingEndpointChanges}"));
        foreach ((string name, string value) in Daemon is null ? [] : DaemonLines.Of(Daemon))
            yield return (name, value);
    }

    private static HealthAnswer Health(StateStatus state, bool isGood, bool? isEligible, DateTimeOffset now) =>
        new((int)(isGood ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable), state.PendingSince ?? now, isEligible);

    private static FamilyStatus FamilyOf(IpFamily family, IReadOnlyList<MetricSample> samples)
    {
        MetricSample[] own = [.. samples.Where(sample => sample.Labels.GetValueOrDefault("ip_family") == family.ToString())];
        double last = own.FirstOrDefault(sample => sample.Name == "kubeproxy_sync_proxy_rules_last_timestamp_seconds")?.Value ?? 0;
        double failures = own.Where(sample => FailureCounters.Contains(sample.Name)).Sum(sample => sample.Value);
        return new FamilyStatus(family, last > 0 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(last * 1000)) : null, (long)failures);
    }

    private static long? Number(IReadOnlyList<MetricSample> samples, string name) => (long?)samples.FirstOrDefault(sample => sample.Name == name)?.Value;
}
