using System.CommandLine;
using System.CommandLine.Help;
using Proxier.Proxyctl.CommandLine;

namespace Proxier.Proxyctl.Manual;

/// <summary>A page of the manual for a command, in man(7), made from the command itself.</summary>
internal static class ManPage
{
    /// <param name="root">Whose options every command has.</param>
    /// <param name="command">The root itself for the page of the tool.</param>
    public static void Write(RootCommand root, Command command, TextWriter text)
    {
        string name = NameOf(root, command);
        var page = new Roff(text);
        page.Title(name, section: 1);
        page.Section("NAME");
        page.Line($"{name} - {FirstWords(command.Description ?? "")}");
        page.Section("SYNOPSIS");
        WriteSynopsis(root, command, page);
        page.Section("DESCRIPTION");
        page.Line(command.Description ?? "");
        WriteList("COMMANDS", [.. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, "", $"{sub.Description} See {NameOf(root, sub)}(1)."))], page);
        WriteList("ARGUMENTS", [.. command.Arguments.Select(argument => (argument.HelpName ?? argument.Name, "", argument.Description ?? ""))], page);
        WriteList("OPTIONS", [.. OptionsOf(root, command).Select(option => (Names(option), ValueOf(option), Sentence(option)))], page);
        WriteExitStatus(command, page);
        WriteExamples(command, page);
        page.Section("SEE ALSO");
        page.Line(command == root ? "nft(8), iptables(8), kubectl(1)" : string.Join(", ", root.Subcommands.Where(other => other != command).Select(other => $"{NameOf(root, other)}(1)").Prepend($"{ToolCommands.Name}(1)")));
    }

    /// <summary>As man(1) finds it: <c>proxyctl-render</c>.</summary>
    public static string NameOf(RootCommand root, Command command) => command == root ? ToolCommands.Name : $"{ToolCommands.Name}-{command.Name}";

    private static void WriteSynopsis(RootCommand root, Command command, Roff page)
    {
        page.Bold(command == root ? ToolCommands.Name : $"{ToolCommands.Name} {command.Name}");
        if (command == root)
            page.Line("COMMAND [ARGUMENT ...] [OPTION ...]");
        foreach (Argument argument in command.Arguments)
            page.Italic(argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.HelpName ?? argument.Name} ...]" : argument.HelpName ?? argument.Name);
        if (command != root)
            page.Line("[OPTION ...]");
    }

    private static void WriteList(string title, IReadOnlyList<(string Name, string Value, string Text)> items, Roff page)
    {
        if (items.Count == 0)
            return;
        page.Section(title);
        foreach ((string name, string value, string text) in items)
            page.Item(name, value, text);
    }

    /// <summary>Those of everybody come last.</summary>
    private static IEnumerable<Option> OptionsOf(RootCommand root, Command command) =>
        command.Options.Except(root.Options).Concat(root.Options.Where(option => command == root || option is HelpOption)).Where(option => !option.Hidden);

    private static string Names(Option option) => string.Join(", ", option.Aliases.Append(option.Name).Distinct().OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal));

    private static string ValueOf(Option option) => option.ValueType == typeof(bool) || option is HelpOption or VersionOption ? "" : option.HelpName ?? "VALUE";

    private static string Sentence(Option option)
    {
        string text = (option.Description ?? "").TrimEnd('.') + ".";
        return option.HasDefaultValue && option.ValueType != typeof(bool) && option.GetDefaultValue() is { } value && option is not HelpOption ? $"{text} Default: {value}." : text;
    }

    private static void WriteExitStatus(Command command, Roff page)
    {
        page.Section("EXIT STATUS");
        bool compares = command.Name == "diff";
        page.Item("0", "", compares ? "Nothing differs." : "Done.");
        page.Item("1", "", compares ? "Something differs." : "The host or a tool refused; the message says what.");
        page.Item("2", "", compares ? "An error of any kind." : "Bad usage or bad input: nothing was changed.");
    }

    private static void WriteExamples(Command command, Roff page)
    {
        if (command is not ToolCommand { Examples: { Count: > 0 } examples })
            return;
        page.Section("EXAMPLES");
        foreach ((int index, Example example) in examples.Index())
        {
            if (index > 0)
                page.Paragraph();
            page.Line(char.ToUpperInvariant(example.Purpose[0]) + example.Purpose[1..] + (example.Purpose.EndsWith('?') ? "" : ":"));
            page.Code(example.Line);
        }
    }

    /// <summary>The first sentence, as whatis(1) shows it.</summary>
    private static string FirstWords(string description)
    {
        int end = description.IndexOfAny(['.', ';', ':']);
        string first = end < 0 ? description : description[..end];
        return first.Length == 0 ? "" : char.ToLowerInvariant(first[0]) + first[1..];
    }
}
