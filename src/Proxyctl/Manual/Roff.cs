using System.Globalization;

namespace Proxier.Proxyctl.Manual;

/// <summary>Writes the macros of man(7); every text is escaped.</summary>
internal sealed class Roff(TextWriter text)
{
    /// <summary>Without a date: the same command makes the same page.</summary>
    public void Title(string name, int section) =>
        Request(string.Create(CultureInfo.InvariantCulture, $"TH {Quoted(name.ToUpperInvariant())} {section} \"\" \"proxier\" \"Proxier\""));

    public void Section(string title) => Request($"SH {Quoted(title)}");

    public void Line(string words) => text.Write($"{Escaped(words)}\n");

    public void Bold(string words) => Request($"B {Quoted(words)}");

    public void Italic(string words) => Request($"I {Quoted(words)}");

    public void Paragraph() => Request("PP");

    public void Item(string name, string value, string words)
    {
        Request("TP");
        Request(value.Length == 0 ? $"B {Quoted(name)}" : $"BI {Quoted(name + " ")} {Quoted(value)}");
        Line(words);
    }

    /// <summary>As it is, indented, in a fixed width.</summary>
    public void Code(string line)
    {
        Request("PP");
        Request("RS 4");
        Request("nf");
        Line(line);
        Request("fi");
        Request("RE");
    }

    private void Request(string line) => text.Write($".{line}\n");

    private static string Quoted(string words) => $"\"{Escaped(words).Replace("\"", "\\(dq", StringComparison.Ordinal)}\"";

    /// <summary>A hyphen that is typed is not one that a line breaks at; a line that begins with a dot would be a request.</summary>
    private static string Escaped(string words)
    {
        string escaped = words.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("'", "\\(aq", StringComparison.Ordinal);
        return escaped is ['.', ..] ? "\\&" + escaped : escaped;
    }
}
