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
}
