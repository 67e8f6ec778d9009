using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

/// <summary>The tool and the nft backend on a real kernel.</summary>
public sealed class KernelTests : IAsyncLifetime
{
    private const string Session = "session-affinity-external-local";

    private LoneNamespace? _node;

    private NetworkNamespace Node => _node?.Network ?? throw new InvalidOperationException("The test has not begun.");

    public async Task InitializeAsync()
    {
        if (Netns.Missing is null)
            _node = await LoneNamespace.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
    }

    [NetnsFact]
    public async Task Apply_pipes_exactly_what_render_prints()
    {
        var runner = new CapturingRunner(Node.Runner);
        ToolRun apply = await ToolRun.WithAsync(runner, "", ["apply", "-f", Scenario.Input(Session), .. Scenario.Flags(Session)]);
        Assert.Equal(ExitCode.Done, apply.ExitCode);
        Assert.Equal(Scenario.Expected(Session, "nft"), runner.Written);
    }

    [NetnsFact]
    public async Task A_second_apply_finds_nothing_to_do()
    {
        await RunAsync("apply", "-f", Scenario.Input(Session));
        Assert.Matches(@"IPv4 .*nothing to do", (await RunAsync("apply", "-f", Scenario.Input(Session))).Error);
    }

    [NetnsFact]
    public async Task A_dry_run_asks_the_kernel_and_changes_nothing()
    {
        ToolRun run = await RunAsync("apply", "--dry-run", "-f", Scenario.Input(Session));
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches(@"IPv4 .*would be applied; the first script is accepted", run.Error);
        Assert.Equal("", await Node.RunAsync("nft", "list", "tables"));
    }

    [NetnsFact]
    public async Task A_dry_run_tells_what_the_kernel_would_refuse()
    {
        await Node.RunAsync("nft", "add table ip proxier; add set ip proxier frontends { type ipv4_addr; }");
        ToolRun run = await RunAsync("apply", "--dry-run", "-f", Scenario.Input(Session), "--family", "ip");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("error: IPv4: nft --check -f - ended with code 1", run.Error, StringComparison.Ordinal);
    }

    [NetnsFact]
    public async Task A_dry_run_asks_iptables_too()
    {
        ToolRun run = await RunAsync("apply", "--dry-run", "--backend", "iptables", "-f", Scenario.Input(Session));
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches(@"IPv4 .*would be applied; the first script is accepted", run.Error);
        Assert.DoesNotContain("KUBE-", await Node.RunAsync("iptables-save"), StringComparison.Ordinal);
    }

    [NetnsFact]
    public async Task Cleanup_leaves_what_is_not_ours_and_succeeds_again()
    {
        await Node.RunAsync("nft", "add table ip other");
        await RunAsync("apply", "-f", Scenario.Input(Session));
        Assert.Equal(ExitCode.Done, (await RunAsync("cleanup")).ExitCode);
        Assert.Equal("table ip other\n", await Node.RunAsync("nft", "list", "tables"));
        Assert.Equal(ExitCode.Done, (await RunAsync("cleanup")).ExitCode);
    }

    private Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.WithAsync(Node.Runner, "", arguments);
}
