using System.CommandLine;

namespace Proxier.Proxyctl.CommandLine;

internal sealed class OutputOption : Option<string>
{
    private const string Text = "text";
    private const string Json = "json";

    public OutputOption()
        : base("--output", "-o")
    {
        Description = "For people, or for programs";
        HelpName = $"{Text}|{Json}";
        DefaultValueFactory = _ => Text;
        AcceptOnlyFromAmong(Text, Json);
    }

    public bool IsJson(ParseResult line) => line.GetRequiredValue(this) == Json;
}
