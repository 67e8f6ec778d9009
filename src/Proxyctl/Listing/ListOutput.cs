using System.CommandLine;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Listing;

/// <summary><c>-o</c> as kubectl has it.</summary>
internal sealed class ListOutput
{
    private const string Text = "text";
    private const string Wide = "wide";
    private const string Json = "json";
    private const string Yaml = "yaml";

    private readonly Option<string> _output = new("--output", "-o") { Description = "A table, a wider table, or everything for programs", HelpName = $"{Text}|{Wide}|{Json}|{Yaml}", DefaultValueFactory = _ => Text };

    private readonly Option<bool> _wide = new("--wide") { Description = "The same as -o wide" };

    public ListOutput() => _output.AcceptOnlyFromAmong(Text, Wide, Json, Yaml);

    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_wide);
    }

    public bool IsWide(ParseResult line) => line.GetValue(_wide) || line.GetRequiredValue(_output) == Wide;

    public bool IsTable(ParseResult line) => line.GetRequiredValue(_output) is Text or Wide;

    public void Write<T>(ParseResult line, Stream output, T report)
    {
        if (line.GetRequiredValue(_output) == Json)
            ReportJson.Write(output, report);
        else
            YamlText.Write(ReportJson.ToElement(report), output);
    }

    /// <summary>One of many: what came or changed, and then what has gone. Nothing when there is neither.</summary>
    /// <param name="report">The document for programs.</param>
    public void WriteNext<TRow, TReport>(
        ParseResult line, Surroundings surroundings, IReadOnlyList<TRow> changed, IReadOnlyList<string> gone, Action<IReadOnlyList<TRow>> writeTable, Func<IReadOnlyList<TRow>, TReport> report)
    {
        if (changed.Count + gone.Count == 0)
            return;
        if (!IsTable(line))
        {
            if (line.GetRequiredValue(_output) == Yaml)
                surroundings.Output.Write("---\n"u8);
            Write(line, surroundings.Output, report(changed));
            return;
        }

        if (changed.Count > 0)
            writeTable(changed);
        foreach (string key in gone)
            surroundings.Results.Line($"gone: {key}");
    }
}
