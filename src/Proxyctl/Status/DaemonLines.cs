using System.Globalization;
using Proxier.Core.Status;

namespace Proxier.Proxyctl.Status;

/// <summary>What only the socket tells, as people read it.</summary>
internal static class DaemonLines
{
    public static IEnumerable<(string Name, string Value)> Of(ProxyStatus status) =>
    [
        ("proxyd", $"{status.Version} for node {status.Node}, since {Time(status.Started)}"),
        .. status.Mode.Doubt is { } doubt ? new[] { ("not certain", doubt) } : [],
        ("state", State(status.State)),
        .. status.Families.SelectMany(Of),
        ("objects", Number($"{status.Objects.Services} Services, {status.Objects.EndpointSlices} EndpointSlices with {status.Objects.Endpoints} endpoints, {status.Objects.ServicePorts} service ports, {status.Objects.Frontends} addresses with port")),
        ("Linux", status.Kernel),
        .. status.Tools.Select(tool => (tool.Tool, Tool(tool))),
        .. status.Warnings.Select(warning => ("warning", warning)),
        .. status.WarningCount > status.Warnings.Count ? new[] { ("warnings", Number($"{status.WarningCount - status.Warnings.Count} more")) } : [],
    ];

    private static string State(StateStatus state) => state switch
    {
        { IsComplete: false } => "the cluster has not been read yet: nothing is written",
        { PendingSince: { } since } => Number($"{state.AgeSeconds:0.0} s old: a change from {Time(since)} is not in the kernel yet"),
        { LastChange: { } change } => $"the kernel holds everything; the last change came at {Time(change)}",
        _ => "the kernel holds everything",
    };

    private static IEnumerable<(string Name, string Value)> Of(FamilySyncs family)
    {
        string name = family.Family.ToString();
        if (family.LastSync is null)
            yield return (name, "never synced");
        if (family.Recent.LastOrDefault(sync => sync.Error is null) is { } written)
            yield return ($"{name} written", Number($"at {Time(written.At)} in {written.ElapsedMs:0.0} ms ({written.Kind}): {written.ChangedPorts} service ports changed, {written.Scripts} scripts, {written.Bytes} bytes"));
        if (family.LastFailure is { } failure)
            yield return ($"{name} failed", $"at {Time(failure.At)}{(failure.At > family.LastSync?.At || family.LastSync is null ? "" : ", and worked again since")}: {failure.Error}");
    }

    private static string Tool(ToolStatus tool) => tool.Version is null ? tool.Problem ?? "not known" : tool.Variant is null ? tool.Version : $"{tool.Version} ({tool.Variant})";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
