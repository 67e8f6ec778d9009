using System.Text.RegularExpressions;
using System.Xml.Linq;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Proxyctl.Drawing;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

public sealed class GraphTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public async Task Svg_shows_each_address_service_port_and_endpoint_once()
    {
        XElement svg = XElement.Parse((await DrawAsync("svg")).Output);
        IEnumerable<string> labels = svg.Elements(Svg + "text").Where(text => (string?)text.Attribute("font-size") == "13").Select(text => text.Value);
        Assert.Equal(new HashSet<string> { "10.96.0.10:80", "shop/web:http", "10.244.2.6:8080" }, labels.ToHashSet());
        Assert.Equal(3, labels.Count());
        Assert.Equal(2, svg.Elements(Svg + "path").Count());
    }

    [Fact]
    public void Boxes_of_svg_do_not_overlap_and_stay_inside()
    {
        var cluster = new RandomCluster();
        for (int seed = 0; seed < 60; seed++)
        {
            cluster.Change(seed);
            ServiceGraph graph = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options).Graph;
            var picture = Picture.Of(graph, Enum.GetValues<IpFamily>(), _ => true);
            var layout = new PictureLayout(picture);
            Box[] boxes = [.. picture.Frontends.Concat(picture.Services).Concat(picture.Endpoints).Select(node => layout[node.Id])];
            for (int i = 0; i < boxes.Length; i++)
            {
                Assert.InRange(boxes[i].X + boxes[i].Width, 0, layout.Width);
                Assert.InRange(boxes[i].Y + boxes[i].Height, 0, layout.Height);
                Assert.All(boxes[..i], other => Assert.False(Overlap(boxes[i], other)));
            }
        }
    }

    [Fact]
    public async Task Mermaid_is_made_of_lines_that_it_knows()
    {
        string text = (await DrawAsync("mermaid")).Output;
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("flowchart LR", lines[0]);
        Assert.All(lines[1..], line => Assert.Matches("""^  (\w+\["[^"`]*"\]:::\w+|\w+ (-->|-\.->)(\|"[^"`]*"\|)? \w+|classDef \w+ [\w:#,]+)$""", line));
    }

    [NetnsFact]
    public async Task Dot_is_read_by_graphviz()
    {
        string dot = (await DrawAsync("dot")).Output;
        Assert.Matches(new Regex("^digraph services \\{\n(  [^\n]+;\n)+\\}\n$"), dot);
        await using LoneNamespace anywhere = await LoneNamespace.CreateAsync();
        CommandResult drawn = await anywhere.Network.Runner.RunAsync(new Command("dot", ["-Tsvg"]) { Input = new FixedText(dot) }, CancellationToken.None);
        Assert.Contains(XDocument.Parse(drawn.Output).Descendants(Svg + "text"), text => text.Value.Contains("web", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_cannot_break_out_of_any_format()
    {
        var evil = new PictureNode("s0", "a\"]; b & <c> \\ `d` | #e;", "\"", PictureKind.Service);
        var picture = new Picture([new PictureNode("f0", "", "", PictureKind.Frontend)], [evil], [], [new PictureEdge("f0", "s0", "\"|<x>", IsBroken: true)]);
        var (dot, mermaid, svg) = (new StringWriter(), new StringWriter(), new StringWriter());
        DotText.Write(picture, dot);
        MermaidText.Write(picture, mermaid);
        SvgText.Write(picture, svg);
        Assert.Contains("label=\"a\\\"]; b & <c> \\\\ `d` | #e;\\n\\\"\"", dot.ToString(), StringComparison.Ordinal);
        Assert.Contains("s0[\"a#34;]#59; b #38; #60;c#62; #92; #96;d#96; #124; #35;e#59;<br/>", mermaid.ToString(), StringComparison.Ordinal);
        Assert.Contains(XElement.Parse(svg.ToString()).Elements(Svg + "text"), text => text.Value == evil.Label);
    }

    [Fact]
    public async Task What_leads_nowhere_is_dashed_and_says_why()
    {
        ToolRun run = await ToolRun.ReadingAsync(SomeManifests.Service(), "graph", "-A", "-o", "mermaid", "-f", "-");
        Assert.Contains("f0 -.->|\"refused\"| s0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_can_be_chosen()
    {
        Assert.Contains("shop/web", (await ToolRun.ReadingAsync(SomeManifests.Cluster, "graph", "shop/web", "-o", "dot", "-f", "-")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("shop/web", (await ToolRun.ReadingAsync(SomeManifests.Cluster, "graph", "-o", "dot", "-f", "-")).Output, StringComparison.Ordinal);
        ToolRun missing = await ToolRun.ReadingAsync(SomeManifests.Cluster, "graph", "web", "-f", "-");
        Assert.Equal((ExitCode.BadInput, "error: there is no Service default/web that a service proxy forwards\n"), (missing.ExitCode, missing.Error));
    }

    private static Task<ToolRun> DrawAsync(string format) => ToolRun.ReadingAsync(SomeManifests.Cluster, "graph", "-A", "-o", format, "-f", "-");

    private static bool Overlap(Box left, Box right) =>
        left.X < right.X + right.Width && right.X < left.X + left.Width && left.Y < right.Y + right.Height && right.Y < left.Y + left.Height;
}
