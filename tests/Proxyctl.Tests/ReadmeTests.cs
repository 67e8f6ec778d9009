using System.Text.RegularExpressions;
using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

/// <summary>Runs the examples of READMEs, the real program in a real shell, one after the other.</summary>
public sealed partial class ReadmeTests
{
    [NetnsTheory]
    [InlineData("Proxyctl.md")]
    [InlineData("Backends.Iptables.md")]
    [InlineData("Backends.Ipvs.md")]
    [InlineData("Backends.Nft.md")]
    [InlineData("Backends.Userspace.md")]
    public async Task Every_example_prints_what_it_says(string readme)
    {
        await using LoneNamespace node = await LoneNamespace.CreateAsync();
        MatchCollection examples = Examples().Matches(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Readmes", readme)));
        Assert.NotEmpty(examples);
        foreach (Match example in examples)
            Assert.Equal(example.Groups["output"].Value, await Shell.RunAsync(node.Network, example.Groups["command"].Value));
    }

    [GeneratedRegex("```sh\n(?<command>.*?)```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
