namespace Proxier.Proxyctl.Drawing;

/// <summary>A picture for Graphviz (https://graphviz.org/doc/info/lang.html).</summary>
internal static class DotText
{
    public static void Write(Picture picture, TextWriter text)
    {
        text.Write("digraph services {\n  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fillcolor=white];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
        foreach (PictureNode node in picture.Frontends.Concat(picture.Services).Concat(picture.Endpoints))
            text.Write($"  {node.Id} [label={Quoted($"{node.Label}\n{node.Note}")}, fillcolor=\"{PictureColours.Fill(node.Kind)}\"];\n");
        foreach (PictureEdge edge in picture.Edges)
            text.Write($"  {edge.From} -> {edge.To}{Attributes(edge)};\n");
        text.Write("}\n");
    }

    private static string Attributes(PictureEdge edge) => edge switch
    {
        { IsBroken: true } => $" [label={Quoted(edge.Label)}, style=dashed, color=\"{PictureColours.Broken}\"]",
        { Label.Length: > 0 } => $" [label={Quoted(edge.Label)}]",
        _ => "",
    };

    /// <summary>Within double quotes a backslash and a double quote need a backslash; a line ends by \n.</summary>
    private static string Quoted(string label) =>
        $"\"{label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
