using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Backends.Userspace.Tests;

/// <summary>The whole backend on the kernel of a namespace, without packets.</summary>
public sealed class RuleWriterTests
{
    [NetnsFact]
    public async Task Nft_is_taken_where_it_works()
    {
        await using LoneNamespace node = await LoneNamespace.CreateAsync();
        await using ServiceProvider host = Host(node, node.Network.Runner);
        await ApplyAsync(host);
        Assert.Contains("table ip proxier-portals", await node.Network.RunAsync("nft", "list", "tables"), StringComparison.Ordinal);
    }

    [NetnsFact]
    public async Task Iptables_is_taken_where_nft_does_not_work_and_hooks_come_once()
    {
        await using LoneNamespace node = await LoneNamespace.CreateAsync();
        await using ServiceProvider host = Host(node, new RunnerWithout("nft", node.Network.Runner));
        await ApplyAsync(host);
        await ApplyAsync(host);
        string saved = await node.Network.RunAsync("iptables-save");
        Assert.Single(saved.Split('\n'), line => line.StartsWith("-A PREROUTING", StringComparison.Ordinal) && line.EndsWith("-j KUBE-PORTALS-CONTAINER", StringComparison.Ordinal));
        Assert.Contains("-A KUBE-PORTALS-CONTAINER", saved, StringComparison.Ordinal);
    }

    [NetnsTheory]
    [InlineData("")]
    [InlineData("nft")]
    public async Task Cleaning_up_leaves_nothing_and_what_is_of_others_alone(string missing)
    {
        await using LoneNamespace node = await LoneNamespace.CreateAsync();
        await node.Network.RunAsync("iptables", "-t", "nat", "-A", "PREROUTING", "-p", "tcp", "--dport", "7", "-j", "REDIRECT");
        await node.Network.RunAsync("iptables", "-t", "filter", "-N", "KUBE-FIREWALL");
        string[] before = await RulesAsync(node);
        await using ServiceProvider host = Host(node, new RunnerWithout(missing, node.Network.Runner));
        await ApplyAsync(host);
        Assert.NotEqual(before, await RulesAsync(node));

        await host.GetRequiredService<IProxyBackend>().CleanupAsync(CancellationToken.None);
        await host.GetRequiredService<IProxyBackend>().CleanupAsync(CancellationToken.None);

        Assert.Equal(before, await RulesAsync(node));
    }

    [NetnsFact]
    public async Task A_table_of_our_name_and_another_shape_is_replaced()
    {
        await using LoneNamespace node = await LoneNamespace.CreateAsync();
        await node.Network.RunAsync("nft", "add table ip proxier-portals; add map ip proxier-portals portals { type ipv4_addr : inet_service; }");
        await using ServiceProvider host = Host(node, node.Network.Runner);
        await ApplyAsync(host);
        Assert.Contains("10.96.0.10 . tcp . 80", await node.Network.RunAsync("nft", "list", "map", "ip", "proxier-portals", "portals"), StringComparison.Ordinal);
    }

    private static async Task<string[]> RulesAsync(LoneNamespace node)
    {
        string saved = await node.Network.RunAsync("iptables-save");
        return [$"{(await node.Network.RunAsync("nft", "list", "tables")).Contains("portals", StringComparison.Ordinal)}", .. saved.Split('\n').Where(line => line.StartsWith('-') || line.StartsWith(":KUBE", StringComparison.Ordinal)).Select(line => line.Split(" [")[0])];
    }

    private static async Task ApplyAsync(ServiceProvider host)
    {
        var backend = host.GetRequiredService<IProxyBackend>();
        Core.Graph.FamilyGraph graph = Some.IPv4(Some.Service().Port(80).Local("10.244.1.5"));
        await backend.AdoptAsync(graph, CancellationToken.None);
        await backend.ApplyAsync(backend.RenderRepair(graph), CancellationToken.None);
    }

    private static ServiceProvider Host(LoneNamespace node, ICommandRunner runner) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(runner)
        .AddSingleton<ITableEvents, NoEvents>()
        .AddUserspaceBackend(options => (options.EnterThread, options.Threads) = (node.Network.Join, 1))
        .BuildServiceProvider();

    private sealed class RunnerWithout(string program, ICommandRunner inner) : ICommandRunner
    {
        public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel) => command.Program == program ? throw Missing(command) : inner.RunAsync(command, cancel);

        public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => command.Program == program ? throw Missing(command) : inner.ReadLinesAsync(command, cancel);

        private static CommandFailedException Missing(Command command) => new(command, "is not installed", null, "") { IsNotInstalled = true };
    }

    private sealed class NoEvents : ITableEvents
    {
        public IAsyncEnumerable<TableCommit> ListenAsync(string table, CancellationToken cancel) => throw new NotSupportedException($"Nobody listens to {table}.");
    }
}
