using System.Net;
using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Integration.KubeProxy;

/// <summary>The rules that stand for kube-proxy in measurements load, balance, and follow changes: otherwise every ratio would be a lie.</summary>
public sealed class RivalPacketTests
{
    private const int Services = 20, Endpoints = 3, Connections = 60;

    private static readonly RivalCluster Cluster = new(Services, Endpoints);

    [NetnsTheory]
    [InlineData(RivalNftShape.AnonymousMap)]
    [InlineData(RivalNftShape.ChainPerEndpoint)]
    public async Task Nftables_rules_balance_and_follow_changes(RivalNftShape shape)
    {
        var rules = new RivalNft(IpFamily.IPv4, shape) { ClusterCidr = RivalCluster.ClusterCidr, ServiceCidr = RivalCluster.ServiceCidr };
        await using WideTestbed bed = await WideTestbed.CreateAsync();
        RivalService before = Cluster.Service(7), after = Cluster.Service(7, replaced: 1);

        await RunAsync(bed, rules.Full(Cluster.Services));
        await AssertBalancesAsync(bed, before);
        await AssertBalancesAsync(bed, Cluster.Service(Services - 1));

        await RunAsync(bed, rules.Changed(before, after));
        await RunAsync(bed, rules.Swept(before, after));
        await AssertBalancesAsync(bed, after);

        await RunAsync(bed, rules.Again(Cluster.Services));
        await AssertBalancesAsync(bed, before);

        await RunAsync(bed, rules.Removed(before));
        await RunAsync(bed, rules.Swept(before, after: null));
        await RunAsync(bed, rules.Added(after));
        await AssertBalancesAsync(bed, after);

        Task RunAsync(WideTestbed to, IEnumerable<string> lines) => PipeAsync(to, "nft", ["-f", "-"], lines);
    }

    [NetnsTheory]
    [InlineData("iptables-legacy-restore")]
    [InlineData("iptables-nft-restore")]
    public async Task Iptables_rules_balance_and_follow_changes(string program)
    {
        var rules = new RivalIptables(IpFamily.IPv4) { ClusterCidr = RivalCluster.ClusterCidr };
        await using WideTestbed bed = await WideTestbed.CreateAsync();
        RivalService before = Cluster.Service(7), after = Cluster.Service(7, replaced: 1);

        await RunAsync(rules.Full(Cluster.Services));
        await AssertBalancesAsync(bed, before);
        await AssertBalancesAsync(bed, Cluster.Service(Services - 1));

        await RunAsync(rules.Partial([.. Cluster.Services.Where(service => service.Name != before.Name), after], [after]));
        await AssertBalancesAsync(bed, after);

        await RunAsync(rules.Full(Cluster.Services));
        await AssertBalancesAsync(bed, before);

        Task RunAsync(IEnumerable<string> lines) => PipeAsync(bed, program, ["--noflush", "--counters"], lines);
    }

    private static async Task PipeAsync(WideTestbed bed, string program, string[] arguments, IEnumerable<string> lines) =>
        await bed.Node.Runner.RunAsync(new Command(program, [.. arguments]) { Input = new LinesText(lines), Timeout = Patience.Limit * 2 }, CancellationToken.None);

    /// <summary>Each endpoint answers, none too seldom for chance, and nobody else does.</summary>
    private static async Task AssertBalancesAsync(WideTestbed bed, RivalService service)
    {
        var answers = new Dictionary<IPAddress, int>();
        for (int i = 0; i < Connections; i++)
        {
            IPAddress by = await bed.AskAsync(new IPEndPoint(service.ClusterIP.IPv4, service.Port));
            answers[by] = answers.GetValueOrDefault(by) + 1;
        }

        Assert.Equal(service.Endpoints.Select(endpoint => endpoint.IPv4.ToString()).Order(), answers.Keys.Select(address => address.ToString()).Order());
        // Of 60 connections over 3 endpoints, fewer than 5 to one of them is a matter of one in 100,000 runs.
        Assert.All(answers.Values, count => Assert.InRange(count, 5, Connections));
    }
}
