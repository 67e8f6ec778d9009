using Proxier.Core.Objects;
using Proxier.Integration.Daemon;
using Proxier.Integration.Uml;
using Proxier.Testing;
using Proxier.Testing.Daemon;

namespace Proxier.Integration.Ipvs;

/// <summary>The daemon as a process in ipvs mode. The packet suite has the backend inside the test's process.</summary>
[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsDaemonTests : DaemonCase
{
    [Fact]
    public async Task It_follows_its_folder_and_a_restart_interrupts_nobody_and_writes_nothing()
    {
        Node.Mode = "ipvs";
        Node.Start();
        SteadyLoad load = Load();

        await load.RunAsync(async () =>
        {
            await Node.ProgramAsync(WithSlices(Web(number: 2), Bed.Pods[1]));
            // New addresses come last in a change: after the canary, whose address is an old one.
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
                await Node.UntilAsync(async () => await WhoAnswersAsync(family, number: 2) == "pod2", Patience.Limit, $"the new service does not answer over {family}");
            await GoneAsync("10.96.255.1:1001");
            await GoneAsync("[fd00:10:96::ff01]:1001");
            Assert.DoesNotContain(" ERROR ", Node.Daemon.Log, StringComparison.Ordinal);
            await Node.StopAsync();
            IReadOnlyList<string> before = await StateAsync();
            Node.Start();
            await Node.InForceAsync(Patience.Limit);
            Assert.Equal(before, await StateAsync());
        });

        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            Assert.Contains($"{family}: the kernel already holds", Node.Daemon.Log, StringComparison.Ordinal);
        Assert.True(load.New.Failures + load.Held.Failures == 0, $"New: {load.New}; held: {load.Held}\n{Node.Daemon.Log}");
        Assert.True(load.New.Attempts > 20 && load.Held.Attempts > 20, $"Too little happened. New: {load.New}; held: {load.Held}");
    }

    /// <summary>Connections that IPVS knows end with its virtual servers, because conntrack has no translation of theirs; those of iptables go on.</summary>
    [Fact]
    public async Task From_iptables_to_ipvs_and_back_no_new_connection_fails_and_a_cleanup_leaves_nothing()
    {
        IReadOnlyList<string> clean = await StateAsync();
        Node.Mode = "iptables";
        Node.Start();
        SteadyLoad load = Load(), way = Load();

        await load.RunAsync(() => Node.SwitchAsync("ipvs"));
        Assert.Contains("-A -t 10.96.0.1:80", await Namespace.RunAsync("ipvsadm", "-Sn"), StringComparison.Ordinal);
        await way.LoadAsync(() => Node.SwitchAsync("iptables"));

        Assert.True(load.New.Failures + load.Held.Failures + way.New.Failures == 0, $"New: {load.New}, {way.New}; held: {load.Held}, {way.Held}\n{Node.Daemon.Log}");
        Assert.True(load.New.Attempts > 20 && way.New.Attempts > 20, $"Too little happened. New: {load.New}; {way.New}");
        await Node.StopAsync();
        Assert.Equal(0, await Node.RunAsync("--cleanup"));
        Assert.Equal(clean, await StateAsync());
    }

    /// <summary>In there, a kernel of one slow processor is client, proxy and endpoint.</summary>
    private SteadyLoad Load() => new(Node, connectionsPerSecond: 10) { HeldPause = TimeSpan.FromMilliseconds(250) };

    /// <summary>A change adds first and removes last, so the canary answers at its new port while the old one is still there.</summary>
    private Task GoneAsync(string canary) => Node.UntilAsync(
        async () => !(await Namespace.RunAsync("ipvsadm", "-Sn")).Contains(canary, StringComparison.Ordinal), Patience.Limit, $"{canary} stays");

    /// <summary>All that ipvs mode makes in the kernel, without what is counted, what every kernel has, and KUBE-FIREWALL, which the kubelet shares.</summary>
    private async Task<IReadOnlyList<string>> StateAsync()
    {
        string[][] commands =
        [
            ["ipvsadm", "-Sn"], ["ipset", "save", "-sorted"], ["ip", "-brief", "address"], ["iptables-save"], ["ip6tables-save"],
        ];
        List<string> state = [];
        foreach (string[] command in commands)
        {
            string output = await Namespace.RunAsync(command[0], command[1..]);
            state.AddRange(output.Split('\n').Select(line => line.Split(" [")[0]).Where(IsOurs));
        }

        return state;

        static bool IsOurs(string line) =>
            line.Length > 0 && line[0] is not ('#' or '*') && line != "COMMIT" && !line.EndsWith(" ACCEPT", StringComparison.Ordinal) && !line.Contains("KUBE-FIREWALL", StringComparison.Ordinal);
    }
}
