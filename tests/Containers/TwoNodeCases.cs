using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Containers;
using Proxier.Testing.Network;

namespace Proxier.Containers;

/// <summary>What two nodes with the shipped image must do, in every mode.</summary>
[Collection(DockerCollection.Name)]
public abstract class TwoNodeCases(ModeCluster bed)
{
    private static readonly IpFamily[] Families = Enum.GetValues<IpFamily>();

    private ContainerNode A => bed.Nodes[0];

    private ContainerNode B => bed.Nodes[1];

    private Host Client => bed.Cluster.Client;

    private IEnumerable<Host> Everyone => bed.Cluster.Pods;

    private string[] AllNames => [.. Everyone.Select(pod => pod.Name).Order(StringComparer.Ordinal)];

    [NetnsFact]
    public async Task A_cluster_IP_leads_to_the_pods_of_both_nodes_from_both()
    {
        Served web = await bed.ServeAsync(Everyone);
        foreach (IpFamily family in Families)
            foreach (Host from in new[] { A.Pods[0], B.Pods[1] })
                Assert.Equal(AllNames, await Served.AnswersAsync(from, web.ClusterIP(family)));
    }

    [NetnsFact]
    public async Task A_node_port_leads_to_the_pods_of_both_nodes_on_either()
    {
        Served web = await bed.ServeAsync(Everyone);
        foreach (IpFamily family in Families)
            foreach (ContainerNode node in bed.Nodes)
                Assert.Equal(AllNames, await Served.AnswersAsync(Client, web.NodePort(node, family)));
    }

    [NetnsFact]
    public async Task Local_external_traffic_stays_on_its_node_with_its_source_or_is_dropped()
    {
        Served web = await bed.ServeAsync([A.Pods[0]], service => service with { ExternalPolicy = TrafficPolicy.Local });
        foreach (IpFamily family in Families)
        {
            Outcome local = await Client.ConnectAsync(web.NodePort(A, family), Protocol.Tcp, Probe.ForAnswer);
            Outcome other = await Client.ConnectAsync(web.NodePort(B, family), Protocol.Tcp, Probe.ForSilence(family, Protocol.Tcp));

            var answered = Assert.IsType<Outcome.Answered>(local);
            Assert.Equal((A.Pods[0].Name, Client.Addresses[family]), (answered.By, answered.SourceSeen.Address));
            Assert.IsType<Outcome.TimedOut>(other);
        }
    }

    [NetnsFact]
    public async Task Affinity_keeps_a_client_with_one_pod()
    {
        Served web = await bed.ServeAsync(Everyone, service => service with { AffinitySeconds = 600 });
        foreach (IpFamily family in Families)
            foreach (Host from in new[] { A.Pods[1], B.Pods[1] })
                Assert.Contains(Assert.Single(await Served.AnswersAsync(from, web.ClusterIP(family), connections: 20)), AllNames);
    }

    [NetnsFact]
    public async Task A_daemon_that_is_killed_and_started_again_is_missed_by_nobody()
    {
        Served web = await bed.ServeAsync(Everyone);
        Traffic traffic = Through(web, A, B);
        await traffic.RunAsync(async () =>
        {
            await A.Daemon.KillAsync();
            await A.StartDaemonAsync(bed.Mode);
        });

        Assert.True(traffic.New.Failures + traffic.Held.Failures == 0, $"new: {traffic.New}; held: {traffic.Held}");
    }

    [NetnsFact]
    public async Task An_upgrade_keeps_the_rules_and_the_connections()
    {
        Served web = await bed.ServeAsync(Everyone);
        string newer = await DockerEngine.Current.CommitAsync(A.Daemon, "proxier-newer", bed.Mode);
        Assert.NotEqual((string?)(await DockerEngine.Current.InspectImageAsync(Docker.Image))["Id"], (string?)(await DockerEngine.Current.InspectImageAsync(newer))["Id"]);
        Traffic traffic = Through(web, A, B);
        string before = "", between = "", after = "";
        await traffic.RunAsync(async () =>
        {
            before = await ModeCluster.RulesAsync(A);
            await A.Daemon.StopAsync();
            Assert.Equal(0, await A.Daemon.WaitForExitAsync());
            between = await ModeCluster.RulesAsync(A);
            await A.StartDaemonAsync(bed.Mode, newer);
            after = await ModeCluster.RulesAsync(A);
        });

        Assert.Contains(Plan.ClusterIP(1).IPv4.ToString(), before, StringComparison.Ordinal);
        Assert.Equal(before, between);
        Assert.Equal(before, after);
        Assert.True(traffic.New.Failures + traffic.Held.Failures == 0, $"new: {traffic.New}; held: {traffic.Held}");
    }

    [NetnsFact]
    public async Task A_node_that_dies_and_boots_again_leaves_the_other_alone_and_serves_again()
    {
        Served web = await bed.ServeAsync(B.Pods);
        Traffic traffic = Through(web, B);
        await traffic.RunAsync(async () =>
        {
            await A.KillAsync();
            foreach (IpFamily family in Families)
                Assert.IsNotType<Outcome.Answered>(await Client.ConnectAsync(web.NodePort(A, family), Protocol.Tcp, TimeSpan.FromMilliseconds(500)));
            await A.BootAsync();
            await bed.Cluster.RouteAsync();
            bed.Cluster.Write(A.Manifest);
            await bed.StartAsync(A);
        });

        Assert.True(traffic.New.Failures + traffic.Held.Failures == 0, $"new: {traffic.New}; held: {traffic.Held}");
        await web.ByAsync(Everyone);
        foreach (IpFamily family in Families)
            Assert.Equal(AllNames, await Served.AnswersAsync(Client, web.NodePort(A, family)));
    }

    [NetnsFact]
    public async Task The_rules_of_this_machine_are_what_they_were()
    {
        await bed.ServeAsync(Everyone);

        Assert.Equal(bed.Docker.RulesBefore, await Docker.RulesOfThisMachineAsync());
    }

    /// <param name="place">A command that shows it.</param>
    /// <param name="sign">Of our rules in there.</param>
    protected async Task AreOnlyInAsync(string place, string sign)
    {
        foreach (string command in new[] { "nft list tables", "iptables-nft-save -t nat", "iptables-legacy-save -t nat" })
        {
            ExecResult shown = await A.Machine.ExecAsync(command.Split(' '));
            bool hasOurs = shown.Stdout.Contains("table ip proxier", StringComparison.Ordinal) || shown.Stdout.Contains(":KUBE-SERVICES", StringComparison.Ordinal);
            Assert.Equal(command == place, hasOurs);
            Assert.Equal(command == place, shown.Stdout.Contains(sign, StringComparison.Ordinal));
        }
    }

    /// <summary>To the node port of each of these nodes from outside, and to the cluster IP from a pod of it.</summary>
    private Traffic Through(Served web, params ContainerNode[] nodes) => new([
        .. from family in Families
           from node in nodes
           from way in new (Host From, IPEndPoint To)[] { (Client, web.NodePort(node, family)), (node.Pods[0], web.ClusterIP(family)) }
           select way,
    ]);
}
