using System.CommandLine;
using Proxier.Proxyctl.CommandLine;

namespace Proxier.Proxyctl.Completion;

/// <summary>Prints what makes a shell complete our commands, flags and their values. The shell asks the tool itself, so nothing goes stale.</summary>
internal sealed class CompletionCommand : ToolCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    private readonly Surroundings _surroundings;
    private readonly Argument<string> _shell = new("shell") { Description = "The shell that is to complete", HelpName = string.Join('|', Shells) };

    public CompletionCommand(Surroundings surroundings)
        : base("completion", "Print a script that makes a shell complete proxyctl's commands, flags and values.")
    {
        _surroundings = surroundings;
        _shell.AcceptOnlyFromAmong(Shells);
        Add(_shell);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("for this bash", "source <(proxyctl completion bash)"),
        new("for every fish", "proxyctl completion fish > ~/.config/fish/completions/proxyctl.fish"),
    ];

    private int Run(ParseResult line)
    {
        string name = $"completion/{line.GetRequiredValue(_shell)}";
        using Stream script = typeof(CompletionCommand).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        script.CopyTo(_surroundings.Output);
        return ExitCode.Done;
    }
}
