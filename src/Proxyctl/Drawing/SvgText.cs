using System.Globalization;
using System.Xml;

namespace Proxier.Proxyctl.Drawing;

/// <summary>A picture as SVG 1.1: three columns of boxes, and curves between them. Needs nothing but a browser.</summary>
internal static class SvgText
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    public static void Write(Picture picture, TextWriter text)
    {
        var layout = new PictureLayout(picture);
        using var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false });
        xml.WriteStartElement("svg", Namespace);
        Attributes(xml, ("width", Number(layout.Width)), ("height", Number(layout.Height)), ("viewBox", $"0 0 {Number(layout.Width)} {Number(layout.Height)}"), ("role", "img"), ("font-family", "sans-serif"), ("font-size", "13"));
        xml.WriteElementString("title", Namespace, "Services: ways in, service ports, endpoints");
        Rectangle(xml, new Box(0, 0, layout.Width, layout.Height), "#ffffff", "none", 0);
        foreach (PictureEdge edge in picture.Edges)
            Edge(xml, edge, layout[edge.From], layout[edge.To]);
        foreach (PictureNode node in picture.Frontends.Concat(picture.Services).Concat(picture.Endpoints))
            Node(xml, node, layout[node.Id]);
        xml.WriteEndElement();
        xml.Flush();
        text.Write("\n");
    }

    private static void Edge(XmlWriter xml, PictureEdge edge, Box from, Box to)
    {
        double startX = from.X + from.Width, startY = from.Y + (from.Height / 2), endY = to.Y + (to.Height / 2), bend = (to.X - startX) / 2;
        xml.WriteStartElement("path", Namespace);
        Attributes(xml,
            ("d", $"M {Number(startX)} {Number(startY)} C {Number(startX + bend)} {Number(startY)}, {Number(to.X - bend)} {Number(endY)}, {Number(to.X)} {Number(endY)}"),
            ("fill", "none"), ("stroke", edge.IsBroken ? PictureColours.Broken : PictureColours.Line), ("stroke-width", "1.2"), ("stroke-dasharray", edge.IsBroken ? "5 4" : "none"));
        xml.WriteEndElement();
        if (edge.IsBroken)
            Text(xml, edge.Label, startX + 8, startY - 5, 11, "start", PictureColours.Broken);
        else if (edge.Label.Length > 0)
            Text(xml, edge.Label, to.X - 8, endY - 5, 11, "end", PictureColours.Ink);
    }

    private static void Node(XmlWriter xml, PictureNode node, Box box)
    {
        Rectangle(xml, box, PictureColours.Fill(node.Kind), PictureColours.Line, 6);
        Text(xml, node.Label, box.X + PictureLayout.Padding, box.Y + 18, 13, "start", PictureColours.Ink);
        Text(xml, node.Note, box.X + PictureLayout.Padding, box.Y + 34, 11, "start", PictureColours.Line);
    }

    private static void Rectangle(XmlWriter xml, Box box, string fill, string stroke, double radius)
    {
        xml.WriteStartElement("rect", Namespace);
        Attributes(xml, ("x", Number(box.X)), ("y", Number(box.Y)), ("width", Number(box.Width)), ("height", Number(box.Height)), ("rx", Number(radius)), ("fill", fill), ("stroke", stroke));
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string words, double x, double y, double size, string anchor, string fill)
    {
        xml.WriteStartElement("text", Namespace);
        Attributes(xml, ("x", Number(x)), ("y", Number(y)), ("font-size", Number(size)), ("text-anchor", anchor), ("fill", fill));
        xml.WriteString(words);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
            xml.WriteAttributeString(name, value);
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
