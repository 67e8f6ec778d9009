using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Userspace;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Kernel;
using Proxier.Proxyctl.Comparing;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

/// <summary>The kernel compared with manifests.</summary>
public sealed class DiffTests : IAsyncLifetime
{
    private LoneNamespace? _node;

    public static TheoryData<string, string> ScenariosAndBackends
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string scenario in Scenario.Names)
            {
                data.Add(scenario, "nft");
                data.Add(scenario, "iptables");
            }

            return data;
        }
    }

    public static TheoryData<string> Scenarios => [.. Scenario.Names];

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

    [NetnsTheory]
    [MemberData(nameof(ScenariosAndBackends))]
    public async Task What_was_just_applied_is_equal(string scenario, string backend)
    {
        Assert.Equal(ExitCode.Done, (await RunAsync("apply", scenario, backend)).ExitCode);
        Assert.Equal(new ToolRun(ExitCode.Done, "", Scenario.Expected(scenario, "warnings")), await RunAsync("diff", scenario, backend));
    }

    [NetnsFact]
    public async Task Each_object_that_somebody_changed_is_shown()
    {
        await RunAsync("apply", "clusterip", "nft");
        await Node.RunAsync("nft", "add element ip proxier cluster-ips { 10.96.9.9 }; delete chain ip proxier nat-postrouting; add rule ip proxier services counter");
        ToolRun run = await RunAsync("diff", "clusterip", "nft");
        Assert.Equal(ExitCode.Different, run.ExitCode);
        Assert.StartsWith("--- kernel IPv4\n+++ desired IPv4\n@@ chain nat-postrouting @@\n+chain nat-postrouting { }\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n@@ chain services @@\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n-counter packets 0 bytes 0\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("@@ set cluster-ips @@\n-10.96.9.9\n", run.Output, StringComparison.Ordinal);
    }

    [NetnsTheory]
    [InlineData("nft")]
    [InlineData("legacy")]
    public async Task Both_variants_of_iptables_are_compared(string variant)
    {
        string text = Scenario.Expected("clusterip", "iptables").Split("# ", StringSplitOptions.RemoveEmptyEntries)[0];
        await LoadAsync($"# {text}", $"iptables-{variant}-restore", "--noflush");
        Assert.Equal((ExitCode.Done, ""), await CompareAsync());

        await Node.RunAsync($"iptables-{variant}", "-t", "nat", "-D", "KUBE-MARK-MASQ", "1");
        await Node.RunAsync($"iptables-{variant}", "-t", "nat", "-I", "PREROUTING", "-j", "RETURN"); // nobody's business
        (int exitCode, string output) = await CompareAsync();
        Assert.Equal((ExitCode.Different, "--- kernel IPv4\n+++ desired IPv4\n@@ nat KUBE-MARK-MASQ @@\n :KUBE-MARK-MASQ\n+-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000\n"), (exitCode, output));

        async Task<(int ExitCode, string Output)> CompareAsync()
        {
            ToolRun run = await ToolRun.WithAsync(Node.Runner, "", ["diff", "--backend", "iptables", "-f", Scenario.Input("clusterip"), .. Scenario.Flags("clusterip")]);
            return (run.ExitCode, run.Output);
        }
    }

    [NetnsFact]
    public async Task Programs_get_what_differs_as_json()
    {
        ToolRun run = await ToolRun.WithAsync(Node.Runner, "", ["diff", "-f", Scenario.Input("clusterip"), "--family", "ip", "-o", "json"]);
        Assert.Equal(ExitCode.Different, run.ExitCode);
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.False(report.GetProperty("isEqual").GetBoolean());
        JsonElement frontends = report.GetProperty("families")[0].GetProperty("objects").EnumerateArray().Single(item => item.GetProperty("place").GetString() == "map frontends");
        Assert.All(frontends.GetProperty("lines").EnumerateArray(), line => Assert.Equal("OnlyDesired", line.GetProperty("sign").GetString()));
    }

    [NetnsFact]
    public async Task Nothing_is_left_behind()
    {
        var runner = new CapturingRunner(Node.Runner);
        await ToolRun.WithAsync(runner, "", ["diff", "--backend", "nft", "-f", Scenario.Input("clusterip"), .. Scenario.Flags("clusterip")]);
        string made = Assert.Single(runner.Namespaces);
        Assert.StartsWith("proxyctl-", made, StringComparison.Ordinal);
        // Those of the whole machine, in which others compare at the same time.
        Assert.DoesNotContain(made, await Node.RunAsync("ip", "netns", "list"), StringComparison.Ordinal);
        Assert.Equal("", await Node.RunAsync("nft", "list", "tables"));
    }

    [Fact]
    public async Task A_kernel_that_cannot_be_read_ends_with_2()
    {
        ToolRun run = await ToolRun.ReadingAsync(SomeManifests.Cluster, "diff", "-f", "-");
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("there are no programs here", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_leaves_no_namespace_and_is_no_difference()
    {
        using var interrupt = new CancellationTokenSource();
        var runner = new InterruptedRunner(interrupt);
        ToolRun run = await ToolRun.UntilAsync(runner, SomeManifests.Cluster, ["diff", "-f", "-"], interrupt.Token);
        Assert.Equal((ExitCode.BadInput, "", "error: interrupted\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(["add", "del"], runner.Namespaces);
    }

    [NetnsTheory]
    [MemberData(nameof(Scenarios))]
    public async Task Redirect_rules_of_userspace_are_compared_as_nft_has_them(string scenario)
    {
        await LoadAsync(Scenario.Expected(scenario, "userspace"), "nft", "-f", "-");
        Assert.Equal(new ToolRun(ExitCode.Done, "", Scenario.Expected(scenario, "warnings")), await RunAsync("diff", scenario, "userspace"));
    }

    [NetnsFact]
    public async Task A_proxy_may_have_any_port_but_rules_must_lead_to_it()
    {
        string rules = Scenario.Expected("clusterip", "userspace").Replace("63750", "61234", StringComparison.Ordinal);
        await LoadAsync(rules, "nft", "-f", "-");
        Assert.Equal((ExitCode.Done, ""), Answer(await RunAsync("diff", "clusterip", "userspace")));

        await Node.RunAsync("nft", "delete element ip proxier-portals portals { 10.96.0.10 . tcp . 80 }");
        Assert.Equal(
            (ExitCode.Different, "--- kernel IPv4\n+++ desired IPv4\n@@ map portals @@\n+10.96.0.10 . tcp . 80 comment \"shop/web:http\" : 61234\n"),
            Answer(await RunAsync("diff", "clusterip", "userspace")));
    }

    [NetnsFact]
    public async Task Redirect_rules_are_compared_as_iptables_has_them()
    {
        await using ServiceProvider proxy = new ServiceCollection().AddLogging().AddKernel(options => options.CommandPrefix = Node.CommandPrefix)
            .AddUserspaceBackend(options => (options.Rules, options.EnterThread, options.Threads) = (RuleTool.Iptables, Node.Join, 1)).BuildServiceProvider();
        IProxyBackend backend = proxy.GetRequiredService<IProxyBackend>();
        await backend.ApplyAsync(backend.RenderRepair(Some.IPv4(Some.Service("shop/web").Port(80).Local("10.244.1.5"))), CancellationToken.None);
        ToolRun run = await RunAsync("diff", "clusterip", "userspace");
        Assert.Equal((ExitCode.Different, ""), (run.ExitCode, run.Error));
        Assert.Contains("@@ nat KUBE-PORTALS-CONTAINER @@\n :KUBE-PORTALS-CONTAINER\n--A KUBE-PORTALS-CONTAINER -d 10.96.0.10/32 -p tcp -m comment --comment \"shop/web", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("@@ nat PREROUTING @@", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcdef", "abXdef", " a b-c+X d e f")]
    [InlineData("", "ab", "+a+b")]
    [InlineData("abcdefgh", "abcdefg", " e f g-h")]
    [InlineData("abc", "cab", "+c a b-c")]
    [InlineData("abc", "abc", "")]
    public void Lines_differ_as_little_as_possible(string old, string now, string expected) =>
        Assert.Equal(expected, string.Concat(LineDiff.Between([.. old.Select(c => $"{c}")], [.. now.Select(c => $"{c}")]).Select(line => $"{" -+"[(int)line.Sign]}{line.Text}")));

    /// <summary>Interrupts the tool while <c>ip netns add</c> runs.</summary>
    private sealed class InterruptedRunner(CancellationTokenSource interrupt) : ICommandRunner
    {
        public List<string> Namespaces { get; } = [];

        public async ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            if (command is { Program: "ip", Arguments: ["netns", var verb, _] })
                Namespaces.Add(verb);
            await interrupt.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            return new CommandResult("", "", TimeSpan.Zero);
        }

        public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => throw new InvalidOperationException("Nothing is to be read.");
    }

    private static (int, string) Answer(ToolRun run) => (run.ExitCode, run.Output);

    private async Task LoadAsync(string text, string program, params string[] arguments) => await Node.Runner.RunAsync(
        new Command(program, [.. arguments]) { Input = new FixedText(text), Timeout = Patience.Limit * 2 }, CancellationToken.None);

    private Task<ToolRun> RunAsync(string command, string scenario, string backend) =>
        ToolRun.WithAsync(Node.Runner, "", [command, "--backend", backend, "-f", Scenario.Input(scenario), .. Scenario.Flags(scenario)]);
}
