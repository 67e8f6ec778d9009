using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash", "[suggest:$COMP_POINT]")]
    [InlineData("zsh", "[suggest:$CURSOR]")]
    [InlineData("fish", "[suggest:")]
    public async Task A_script_makes_the_shell_ask_the_tool(string shell, string question)
    {
        ToolRun run = await ToolRun.OfAsync("completion", shell);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Contains(question, run.Output, StringComparison.Ordinal);
    }

    [NetnsTheory]
    [InlineData("proxyctl va", "validate")]
    [InlineData("proxyctl render --backend ", "iptables ipvs nft userspace")]
    [InlineData("proxyctl render --family ip", "ip ip6")]
    [InlineData("proxyctl apply --detect-local-mode Int", "InterfaceNamePrefix")]
    [InlineData("proxyctl completion f", "fish")]
    [InlineData("proxyctl render -f ", "")]
    public async Task Bash_completes(string line, string candidates)
    {
        await using LoneNamespace anywhere = await LoneNamespace.CreateAsync();
        string script = $"source <(proxyctl completion bash); COMP_LINE='{line}'; COMP_POINT={line.Length}; _proxyctl proxyctl '{line.Split(' ')[^1]}'; echo \"${{COMPREPLY[*]}}\"";
        Assert.Equal($"{candidates}\n", await Shell.RunAsync(anywhere.Network, script));
    }
}
