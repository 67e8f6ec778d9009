using System.Runtime.CompilerServices;
using Proxier.Core.Commands;
using Proxier.Proxyctl.Backends;
using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

/// <summary>
/// <c>tests/Scenarios</c>: one input, one reviewed file for each backend. With the variable GOLDEN=1 the expected files are written
/// instead; read the difference like code.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly string[] Variants = ["nft", "legacy"];

    public static IEnumerable<object[]> Scenarios => Scenario.Names.SelectMany(name => KnownBackends.All.Select(backend => new object[] { name, backend.Name }));

    public static TheoryData<string> Names => [.. Scenario.Names];

    public static IEnumerable<object[]> NamesAndVariants => Scenario.Names.SelectMany(name => Variants, (name, variant) => new object[] { name, variant });

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Rules_are_those_that_were_reviewed(string name, string backend)
    {
        ToolRun run = await Scenario.RenderAsync(name, backend);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        if (Environment.GetEnvironmentVariable("GOLDEN") == "1")
        {
            Scenario.Expect(SourceFolder(), name, backend, run.Output);
            Scenario.Expect(SourceFolder(), name, "warnings", run.Error);
        }
        else
        {
            Assert.Equal(Scenario.Expected(name, backend), run.Output);
            Assert.Equal(Scenario.Expected(name, "warnings"), run.Error);
        }
    }

    [NetnsTheory]
    [MemberData(nameof(Names))]
    public async Task The_kernel_takes_the_expected_nft_rules(string name)
    {
        await using LoneNamespace node = await LoneNamespace.CreateAsync();
        await node.Network.Runner.RunAsync(new Command("nft", ["-f", "-"]) { Input = new FixedText(Scenario.Expected(name, "nft")) }, CancellationToken.None);
        Assert.Contains("table ip proxier", await node.Network.RunAsync("nft", "list", "tables"), StringComparison.Ordinal);
    }

    /// <summary>Each text begins with a remark that names its program.</summary>
    [NetnsTheory]
    [MemberData(nameof(NamesAndVariants))]
    public async Task Both_variants_of_iptables_take_the_expected_rules(string name, string variant)
    {
        await using LoneNamespace node = await LoneNamespace.CreateAsync();
        string[] texts = Scenario.Expected(name, "iptables").Split("# ", StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(texts);
        foreach (string text in texts)
        {
            string[] words = text[..text.IndexOf('\n')].Split(' ');
            string program = words[0].Replace("-restore", $"-{variant}-restore", StringComparison.Ordinal);
            await node.Network.Runner.RunAsync(new Command(program, [.. words.Skip(1)]) { Input = new FixedText($"# {text}") }, CancellationToken.None);
        }
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file) ?? "", "..", "Scenarios");
}
