using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Integration.Daemon;

/// <summary>An update of the daemon is a restart: nobody may notice.</summary>
public sealed class RestartTests : DaemonCase
{
    [NetnsFact]
    public async Task A_restart_writes_nothing_and_breaks_no_connection_and_no_flow()
    {
        Node.Start();
        await Node.ProgramAsync([.. WithSlices(Web(), Bed.Pods[0], Bed.OtherPods[0]), .. WithSlices(Web(Protocol.Udp, number: 2), Bed.Pods[0], Bed.OtherPods[0])]);
        Conversation[] held = await Task.WhenAll(Enum.GetValues<IpFamily>().SelectMany(family => new[]
        {
            Bed.Pods[2].OpenAsync(Address(family), Protocol.Tcp), Bed.Client.OpenAsync(Address(family, number: 2), Protocol.Udp),
        }));
        string[] before = await AnswersAsync(held);
        uint generation = await RuleGeneration.ReadAsync(Namespace);

        Assert.Equal(0, await Node.StopAsync());
        Assert.Equal(before, await AnswersAsync(held));
        Node.Start();
        await Node.InForceAsync(Patience.Limit);

        Assert.Equal(generation, await RuleGeneration.ReadAsync(Namespace));
        Assert.Equal(before, await AnswersAsync(held));
        foreach (Conversation conversation in held)
            await conversation.DisposeAsync();
    }

    [NetnsFact]
    public async Task The_rules_stay_when_it_ends_and_go_with_cleanup()
    {
        Node.Start();
        await Node.ProgramAsync(WithSlices(Web(), Bed.Pods[0]));

        Assert.Equal(0, await Node.StopAsync());
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            Assert.Equal("pod1", await WhoAnswersAsync(family));

        await Namespace.RunAsync("nft", "add", "table", "ip", "bystander");
        Assert.Equal(0, await Node.RunAsync("--cleanup"));
        Assert.Equal("table ip bystander", (await Namespace.RunAsync("nft", "list", "tables")).Trim());
    }

    [NetnsFact]
    public async Task What_changed_while_it_was_away_is_in_force_after_its_start()
    {
        Node.Start();
        await Node.ProgramAsync(WithSlices(Web(), Bed.Pods[0]));
        await Node.StopAsync();
        Node.Write(Slices(Web(), Bed.OtherPods[0]));

        Node.Start();
        await Node.InForceAsync(Patience.Limit);

        Assert.Equal("other1", await WhoAnswersAsync(IpFamily.IPv4));
    }

    [NetnsFact]
    public async Task A_second_one_refuses_and_names_the_first()
    {
        Node.Start();
        await Node.SettleAsync();
        uint generation = await RuleGeneration.ReadAsync(Namespace);

        await using NamespaceProgram second = Node.Launch();

        Assert.Equal(1, await second.WaitForExitAsync(Patience.Limit));
        Assert.Matches($@"another proxy is at work in this network namespace: process {Node.Daemon.ProcessId}\b", second.Log);
        Assert.Equal(generation, await RuleGeneration.ReadAsync(Namespace));
        Assert.False(Node.Daemon.HasExited);
    }

    private static Task<string[]> AnswersAsync(IEnumerable<Conversation> held) => Task.WhenAll(held.Select(async conversation =>
        Assert.IsType<Outcome.Answered>(await conversation.AskAsync(Probe.ForAnswer)).By));
}
