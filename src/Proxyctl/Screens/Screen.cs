using System.Globalization;
using Spectre.Console;

namespace Proxier.Proxyctl.Screens;

/// <summary>Where people read. Coloured only on a terminal, and not there either when NO_COLOR is set (https://no-color.org).</summary>
internal sealed class Screen
{
    /// <summary>Our tables are narrow, and a terminal wraps by itself.</summary>
    private const int Unlimited = ushort.MaxValue;

    private readonly Lazy<IAnsiConsole> _console;

    public Screen(TextWriter writer, bool isTerminal)
    {
        Writer = writer;
        IsTerminal = isTerminal;
        _console = new Lazy<IAnsiConsole>(() => CreateConsole(writer));
    }

    public TextWriter Writer { get; }

    public bool IsTerminal { get; }

    private bool IsColoured => IsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>What takes so long, on the last line; null: nothing. A message takes its place, and it is written again with its next change.</summary>
    public string? Progress
    {
        get => field;
        set
        {
            if (field is not null || value is not null)
                Writer.Write($"\r\u001b[K{value}");
            field = value;
        }
    }

    public void Error(string text) => Label("error", Color.Red, text);

    public void Warning(string text) => Label("warning", Color.Yellow, text);

    public void Line(string text) => Writer.WriteLine(Harmless(text));

    /// <summary>Something that goes, or that is only on the left.</summary>
    public void Removed(string text) => Coloured(text, Color.Red);

    /// <summary>Something that comes, or that is only on the right.</summary>
    public void Added(string text) => Coloured(text, Color.Green);

    public void Heading(string text) => Coloured(text, Color.Teal);

    /// <summary>Without the spaces that fill its last column: nobody can see them, and whoever copies them is annoyed.</summary>
    public void Table(Table table)
    {
        using var text = new StringWriter();
        CreateConsole(text).Write(table);
        foreach (string line in text.ToString().TrimEnd('\n').Split('\n'))
            Writer.WriteLine(line.TrimEnd());
    }

    private void Coloured(string text, Color color)
    {
        if (IsColoured)
            _console.Value.Write(new Text(Harmless(text), color));
        else
            Writer.Write(Harmless(text));
        Writer.WriteLine();
    }

    /// <summary>Never wrapped, so that it can be searched and copied.</summary>
    private void Label(string label, Color color, string text)
    {
        Progress = null;
        if (IsColoured)
            _console.Value.Write(new Text(label, color));
        else
            Writer.Write(label);
        Writer.WriteLine($": {Harmless(text)}");
    }

    /// <summary>Messages quote manifests, and a terminal obeys control characters. Lines stay: tools report in several.</summary>
    private static string Harmless(string text) => text.Any(IsControl)
        ? string.Concat(text.Select(c => IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()))
        : text;

    private static bool IsControl(char c) => char.IsControl(c) && c is not ('\n' or '\t');

    private IAnsiConsole CreateConsole(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = IsColoured ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = IsColoured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Unlimited;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
