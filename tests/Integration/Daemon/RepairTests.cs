using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Integration.Daemon;

/// <summary>Somebody else writes to our table, or does not let us.</summary>
public sealed class RepairTests : DaemonCase
{
    [NetnsTheory]
    [InlineData("delete table ip proxier")]
    [InlineData("delete table ip6 proxier")]
    [InlineData("flush chain ip proxier services")]
    [InlineData("flush map ip6 proxier frontends")]
    [InlineData("delete element ip proxier backends { 10.96.0.1 . tcp . 80 . 0:0 }")]
    [InlineData("add rule ip proxier services drop")]
    public async Task Damage_done_by_hand_is_repaired(string damage)
    {
        Node.Start();
        await Node.ProgramAsync(WithSlices(Web(), Bed.Pods[0]));
        // While the whole table is written nobody listens for others; the first change after it comes when somebody does.
        await Node.InForceAsync(Patience.Limit);
        await Node.SettleAsync();
        IpFamily family = damage.Contains(" ip6 ", StringComparison.Ordinal) ? IpFamily.IPv6 : IpFamily.IPv4;
        string before = "";
        // The first of the transactions of a change brings another such chain, and the last one removes the old one.
        await Node.UntilAsync(async () => (before = await TableAsync(family)).Split("chain applied-").Length == 2, Patience.Limit, "the change does not end");

        await Namespace.RunAsync("nft", damage);

        // 2 s are the promise, of which one may be the pause after the repair before; the rest is for a busy machine.
        await Node.UntilAsync(async () => await IsThereAsync(family) && await TableAsync(family) == before, Patience.Limit, "the table is not as before");
        Assert.Equal("pod1", await WhoAnswersAsync(family));
    }

    [NetnsFact]
    public async Task One_family_that_cannot_be_written_does_not_stop_the_other()
    {
        // A table with an owner is nobody else's to write, and goes with its owner: nft(8), flags owner.
        await using (NamespaceProgram.Start(Namespace, "sh", "-c", "{ echo 'add table ip6 proxier { flags owner; }'; exec tail -f /dev/null; } | nft -i"))
        {
            await Eventually.TrueAsync(() => IsThereAsync(IpFamily.IPv6), Patience.Limit, "there is no owner");
            Node.Write(WithSlices(Web(), Bed.Pods[0]));
            Node.Start();

            await Node.UntilAsync(async () => await WhoAnswersAsync(IpFamily.IPv4) == "pod1", Patience.Limit, "IPv4 does not answer");
            Node.Write(Slices(Web(), Bed.OtherPods[0]));
            await Node.UntilAsync(async () => await WhoAnswersAsync(IpFamily.IPv4) == "other1", Patience.Limit, "IPv4 does not follow");
            Assert.Contains("IPv6: applying revision", Node.Daemon.Log, StringComparison.Ordinal);
        }

        await Node.UntilAsync(async () => await WhoAnswersAsync(IpFamily.IPv6) == "other1", Patience.Limit, "IPv6 does not come back");
    }

    private async Task<bool> IsThereAsync(IpFamily family) =>
        (await Namespace.RunAsync("nft", "list", "tables")).Split('\n').Contains($"table {(family == IpFamily.IPv4 ? "ip" : "ip6")} proxier");
}
