using System.CommandLine;
using Proxier.Proxyctl.CommandLine;

namespace Proxier.Proxyctl.Manual;

/// <summary>Prints pages of the manual, made from the commands themselves, so that nothing goes stale.</summary>
internal sealed class ManCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _command = new("command") { Description = "The command to tell about; without one the tool as a whole", HelpName = "COMMAND", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _folder = new("--output-dir") { Description = "Write every page into this folder instead, as man(1) looks for them", HelpName = "DIR" };

    public ManCommand(Surroundings surroundings)
        : base("man", "Print a page of the manual.")
    {
        _surroundings = surroundings;
        Add(_command);
        Add(_folder);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("read about explain", "proxyctl man explain | man -l -"),
        new("install all pages", "proxyctl man --output-dir /usr/local/share/man/man1"),
    ];

    private int Run(ParseResult line)
    {
        var root = (RootCommand)line.RootCommandResult.Command;
        if (line.GetValue(_folder) is { } folder)
            WriteAll(root, folder);
        else
            ManPage.Write(root, Find(root, line.GetValue(_command)), _surroundings.Results.Writer);
        return ExitCode.Done;
    }

    private static Command Find(RootCommand root, string? name) => name is null ? root
        : root.Subcommands.FirstOrDefault(command => command.Name == name) ?? throw new BadInputException([$"there is no command '{name}'"]);

    private static void WriteAll(RootCommand root, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (Command command in root.Subcommands.Prepend(root))
        {
            using var page = new StreamWriter(Path.Combine(folder, $"{ManPage.NameOf(root, command)}.1"));
            ManPage.Write(root, command, page);
        }
    }
}
