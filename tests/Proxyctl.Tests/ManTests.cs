using Proxier.Core.Commands;
using Proxier.Proxyctl.CommandLine;
using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

public sealed class ManTests
{
    public static TheoryData<string> Commands => [.. Root.Subcommands.Select(command => command.Name).Prepend("")];

    private static System.CommandLine.RootCommand Root { get; } =
        ToolCommands.Create(new Surroundings(() => Stream.Null, Stream.Null, new Screens.Screen(TextWriter.Null, isTerminal: false), new Screens.Screen(TextWriter.Null, isTerminal: false)));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_page_tells_about_every_option_and_example(string command)
    {
        ToolRun run = await PageAsync(command);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($".TH \"PROXYCTL{(command.Length == 0 ? "" : $"\\-{command.ToUpperInvariant()}")}\" 1 ", run.Output, StringComparison.Ordinal);
        string plain = run.Output.Replace("\\-", "-", StringComparison.Ordinal).Replace("\\(aq", "'", StringComparison.Ordinal).Replace("\\e", "\\", StringComparison.Ordinal);
        System.CommandLine.Command found = command.Length == 0 ? Root : Root.Subcommands.Single(sub => sub.Name == command);
        Assert.All(found.Options.Where(option => !option.Hidden), option => Assert.Contains(option.Name, plain, StringComparison.Ordinal));
        Assert.All((found as ToolCommand)?.Examples ?? [], example => Assert.Contains($"\n{example.Line}\n", plain, StringComparison.Ordinal));
    }

    [NetnsTheory]
    [MemberData(nameof(Commands))]
    public async Task Formatters_take_it_without_complaint(string command)
    {
        ToolRun page = await PageAsync(command);
        await using LoneNamespace anywhere = await LoneNamespace.CreateAsync();
        if (await Shell.RunAsync(anywhere.Network, "command -v mandoc || true") is { Length: > 0 })
            await anywhere.Network.Runner.RunAsync(new Command("mandoc", ["-T", "utf8", "-W", "error,stop"]) { Input = new FixedText(page.Output) }, CancellationToken.None);
        if (await Shell.RunAsync(anywhere.Network, "command -v groff || true") is { Length: > 0 })
            Assert.Equal("", (await anywhere.Network.Runner.RunAsync(new Command("groff", ["-man", "-Tutf8", "-ww", "-z"]) { Input = new FixedText(page.Output) }, CancellationToken.None)).Error);
    }

    [Fact]
    public async Task All_pages_are_written_under_their_names()
    {
        string folder = Directory.CreateTempSubdirectory("proxyctl-man").FullName;
        Assert.Equal(ExitCode.Done, (await ToolRun.OfAsync("man", "--output-dir", folder)).ExitCode);
        Assert.Equal(
            Root.Subcommands.Select(command => $"proxyctl-{command.Name}.1").Append("proxyctl.1").Order(StringComparer.Ordinal),
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_command_that_does_not_exist_has_no_page() => Assert.Equal(ExitCode.BadInput, (await ToolRun.OfAsync("man", "women")).ExitCode);

    private static Task<ToolRun> PageAsync(string command) => command.Length == 0 ? ToolRun.OfAsync("man") : ToolRun.OfAsync("man", command);
}
