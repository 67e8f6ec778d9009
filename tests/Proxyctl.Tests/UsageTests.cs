using System.CommandLine;
using Proxier.Proxyctl.CommandLine;

namespace Proxier.Proxyctl.Tests;

public sealed class UsageTests
{
    private static readonly string[] Names = ["apply", "cleanup", "completion", "diff", "endpoints", "explain", "graph", "man", "probe", "render", "services", "snapshot", "status", "takeover", "validate"];

    public static TheoryData<string> Commands => [.. Names];

    [Theory]
    [InlineData("")]
    [InlineData("rendr")]
    [InlineData("render")]
    [InlineData("render -f x --backend ipfw")]
    [InlineData("render -f x --family ipv4")]
    [InlineData("render -f x --emit rules")]
    [InlineData("render -f x --masquerade-bit many")]
    [InlineData("render -f x --unknown")]
    [InlineData("validate -f x -o xml")]
    [InlineData("completion tcsh")]
    [InlineData("takeover --dry-run --proxy-mode ipfw")]
    public async Task Bad_usage_ends_with_2_and_prints_no_result(string line)
    {
        ToolRun run = await ToolRun.OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("--help'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_of_every_command_ends_in_examples(string command)
    {
        ToolRun run = await ToolRun.OfAsync(command, "--help");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Contains($"proxyctl {command} ", run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_is_tested_here() =>
        Assert.Equal(Names, Root().Subcommands.Select(command => command.Name).Order());

    [Fact]
    public void Every_example_parses()
    {
        RootCommand root = Root();
        IEnumerable<string> lines = root.Subcommands.OfType<ToolCommand>().SelectMany(command => command.Examples).Select(example => OwnPart(example.Line));
        Assert.All(lines, line => Assert.Empty(root.Parse(line).Errors));
    }

    [Theory]
    [InlineData("render --kubeconfig /nowhere")]
    [InlineData("render --kubeconfig /dev/null")]
    [InlineData("render --master ftp://here")]
    [InlineData("services -w --kubeconfig /nowhere")]
    public async Task An_api_server_that_cannot_be_asked_is_bad_input(string line)
    {
        ToolRun run = await ToolRun.OfAsync(line.Split(' '));
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_the_result()
    {
        ToolRun run = await ToolRun.OfAsync("--version");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^\d+\.\d+", run.Output);
    }

    [Fact]
    public async Task Arguments_are_never_read_from_files()
    {
        ToolRun run = await ToolRun.OfAsync("validate", "-f", "@/etc/hostname");
        Assert.Contains("@/etc/hostname: cannot be read", run.Output, StringComparison.Ordinal);
    }

    private static RootCommand Root() => ToolCommands.Create(Surroundings.OfProcess());

    /// <summary>The arguments alone, without what a shell pipes into us, and where it sends what we print.</summary>
    private static string OwnPart(string line) => line[(line.IndexOf("proxyctl", StringComparison.Ordinal) + "proxyctl".Length)..].Split(['|', '>', ')'])[0];
}
