using System.Globalization;
using Proxier.Core.Listing;
using Proxier.Proxyctl.Screens;
using Spectre.Console;

namespace Proxier.Proxyctl.Listing;

/// <summary>Rows as people read them.</summary>
internal sealed class ServiceTable(bool hasNamespaces, bool isWide)
{
    private IEnumerable<string> Columns =>
    [
        .. hasNamespaces ? (string[])["namespace"] : [],
        "name", "port", "kind", "address", "endpoints", "ready", "terminating", "local", "policy", "affinity",
        .. isWide ? (string[])["sources", "balancing", "masquerade", "objects"] : [],
    ];

    public void Write(IReadOnlyList<ServiceRow> rows, Screen screen)
    {
        Table table = new Table().NoBorder().AddColumns([.. Columns]);
        foreach (ServiceRow row in rows)
            table.AddRow([.. Cells(row).Select(Markup.Escape)]);
        screen.Table(table);
    }

    private IEnumerable<string> Cells(ServiceRow row) =>
    [
        .. hasNamespaces ? (string[])[row.Namespace] : [],
        row.Name, $"{(row.Port.Length == 0 ? "-" : row.Port)}/{row.Protocol.ToString().ToLowerInvariant()}", row.Kind.ToString(),
        row.Kind == Core.Graph.FrontendKind.NodePort ? $"{row.Address} {row.Family}" : row.Address, Number(row.Endpoints), Number(row.Ready), Number(row.Terminating),
        Number(row.Local), row.Policy.ToString(), row.AffinitySeconds is { } seconds ? $"{Number(seconds)} s" : "none",
        .. isWide ? Wide(row) : [],
    ];

    private static string[] Wide(ServiceRow row) =>
        [row.AllowedSources is null ? "all" : string.Join(',', row.AllowedSources), row.Scheduler.ToString(), row.Masquerade.ToString(), string.Join(", ", row.Objects)];

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
