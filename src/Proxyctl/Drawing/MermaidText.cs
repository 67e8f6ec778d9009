using System.Globalization;

namespace Proxier.Proxyctl.Drawing;

/// <summary>A picture for Mermaid, as Markdown shows it on many sites (https://mermaid.js.org/syntax/flowchart.html).</summary>
internal static class MermaidText
{
    public static void Write(Picture picture, TextWriter text)
    {
        text.Write("flowchart LR\n");
        foreach (PictureNode node in picture.Frontends.Concat(picture.Services).Concat(picture.Endpoints))
            text.Write($"  {node.Id}[\"{Escaped(node.Label)}<br/><small>{Escaped(node.Note)}</small>\"]:::{node.Kind.ToString().ToLowerInvariant()}\n");
        foreach (PictureEdge edge in picture.Edges)
            text.Write($"  {edge.From} {(edge.IsBroken ? "-.->" : "-->")}{(edge.Label.Length == 0 ? "" : $"|\"{Escaped(edge.Label)}\"|")} {edge.To}\n");
        foreach (PictureKind kind in Enum.GetValues<PictureKind>())
            text.Write($"  classDef {kind.ToString().ToLowerInvariant()} fill:{PictureColours.Fill(kind)},stroke:{PictureColours.Line},color:{PictureColours.Ink}\n");
    }

    /// <summary>Everything but letters, digits and what addresses and names are made of becomes an entity code.</summary>
    private static string Escaped(string label) => string.Concat(label.Select(c =>
        char.IsAsciiLetterOrDigit(c) || " .:/-,*[]".Contains(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"#{(int)c};")));
}
