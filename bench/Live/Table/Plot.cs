using System.Globalization;
using System.Net;
using System.Text;

namespace Proxier.Live.Table;

/// <summary>Some operations over the number of services, both axes logarithmic, as an SVG that follows the reader's light or dark.</summary>
internal static class Plot
{
    private const int PanelWidth = 380, PanelHeight = 250, Left = 62, Right = 18, Top = 40, Bottom = 34, Columns = 2, Legend = 34;

    private static readonly (Operation Operation, string Title)[] Panels =
    [
        (Operation.ApplyFromEmpty, "Apply from empty, s"), (Operation.OneEndpoint, "One endpoint changed, ms"),
        (Operation.RestartRules, "Rules after a restart with unchanged state, s"), (Operation.LastServiceP50, "New connection to the last service, p50, µs"),
    ];

    private static readonly (Contender Contender, string Name, int X)[] Lines =
    [
        (Contender.Proxier, "Proxier", 62), (Contender.Nftables136, "kube-proxy's nftables shape, 1.36", 160),
        (Contender.Nftables135, "up to 1.35", 400), (Contender.Iptables, "iptables shape", 510),
    ];

    public static string Write(BenchTable table)
    {
        TableSize[] sizes = [.. TableSize.All.Where(size => size.Services > 1)];
        int rows = (Panels.Length + Columns - 1) / Columns, width = Columns * PanelWidth, height = Legend + (rows * PanelHeight);
        var svg = new StringBuilder();
        svg.AppendLine(Text($"""<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" font-size="12" xmlns="http://www.w3.org/2000/svg">"""));
        svg.AppendLine("  <title>Proxier beside kube-proxy's shapes of rules, by number of services</title>").AppendLine(Style);
        svg.AppendLine(Text($"""  <rect class="paper" width="{width}" height="{height}" />"""));
        foreach ((Contender contender, string name, int x) in Lines)
            svg.AppendLine(Text($"""  <g transform="translate({x} 20)"><path class="line c{(int)contender}" d="M0 -4h18" /><text class="name" x="24">{name}</text></g>"""));
        for (int i = 0; i < Panels.Length; i++)
        {
            svg.AppendLine(Text($"""  <g transform="translate({i % Columns * PanelWidth} {Legend + (i / Columns * PanelHeight)})">"""));
            WritePanel(svg, table, Panels[i].Operation, Panels[i].Title, sizes);
            svg.AppendLine("  </g>");
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private const string Style = """
          <style>
            .paper { fill: #ffffff } .name { fill: #1b1b1b } .tick { fill: #5c6670; font-size: 11px } .grid { stroke: #d8dde2; fill: none }
            .line { fill: none; stroke-width: 2 } .beyond { stroke-dasharray: 2 4 }
            .c0 { stroke: #0b5fd3 } .c1 { stroke: #c2410c } .c2 { stroke: #8a6d00 } .c3 { stroke: #7a3e9d }
            @media (prefers-color-scheme: dark) {
              .paper { fill: #12161b } .name { fill: #e8eaed } .tick { fill: #a5afb9 } .grid { stroke: #2c343c }
              .c0 { stroke: #7db3ff } .c1 { stroke: #ff9c6b } .c2 { stroke: #e6c455 } .c3 { stroke: #cf9df0 }
            }
          </style>
        """;

    private static void WritePanel(StringBuilder svg, BenchTable table, Operation operation, string title, TableSize[] sizes)
    {
        svg.AppendLine(Text($"""    <text class="name" x="{Left}" y="24" font-weight="bold">{WebUtility.HtmlEncode(title)}</text>"""));
        var points = (from line in Lines
                      from size in sizes
                      let figure = table.Find(operation, size)?[line.Contender]
                      let value = figure switch { Figure.Measured measured => measured.Value, Figure.MoreThan more => more.Value, _ => 0 }
                      where value > 0
                      select (line.Contender, Size: size, Value: value, IsBeyond: figure is Figure.MoreThan)).ToArray();
        if (points.Length == 0)
            return;
        double low = Math.Floor(Math.Log10(points.Min(point => point.Value))), high = Math.Ceiling(Math.Log10(points.Max(point => point.Value)));
        high = Math.Max(high, low + 1);
        for (double power = low; power <= high; power++)
        {
            svg.AppendLine(Text($"""    <path class="grid" d="M{Left} {Y(power):0.#}H{PanelWidth - Right}" />"""));
            svg.AppendLine(Text($"""    <text class="tick" x="{Left - 6}" y="{Y(power) + 4:0.#}" text-anchor="end">{Math.Pow(10, power):#,0.###}</text>"""));
        }

        foreach (TableSize size in sizes)
            svg.AppendLine(Text($"""    <text class="tick" x="{X(size):0.#}" y="{PanelHeight - Bottom + 18}" text-anchor="middle">{size.Services:n0}</text>"""));
        foreach (var line in points.GroupBy(point => point.Contender))
        {
            svg.AppendLine(Text($"""    <polyline class="line c{(int)line.Key}" points="{string.Join(' ', line.Select(point => Text($"{X(point.Size):0.#},{Y(Math.Log10(point.Value)):0.#}")))}" />"""));
            foreach (var point in line)
            {
                string shape = point.IsBeyond ? Text($"M{X(point.Size):0.#} {Y(Math.Log10(point.Value)):0.#}v-14m-4 5l4 -6l4 6") : Text($"M{X(point.Size) - 2.5:0.#} {Y(Math.Log10(point.Value)):0.#}h5");
                svg.AppendLine(Text($"""    <path class="line c{(int)line.Key}" d="{shape}" />"""));
            }
        }

        double X(TableSize size) => Left + 14 + ((PanelWidth - Left - Right - 32) * Math.Log10((double)size.Services / sizes[0].Services) / Math.Log10((double)sizes[^1].Services / sizes[0].Services));

        double Y(double power) => Top + ((PanelHeight - Top - Bottom) * (high - power) / (high - low));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
