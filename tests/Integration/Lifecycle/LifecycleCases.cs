using System.Net;
using Proxier.Core.Objects;
using Proxier.Integration.Daemon;
using Proxier.Testing;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Lifecycle;

/// <summary>What happens to the Node object while the daemon runs. It is never restarted for it.</summary>
public abstract class LifecycleCases : DaemonCase
{
    private const int NodePort = 30_080;

    [NetnsFact]
    public async Task Another_node_address_moves_the_node_ports()
    {
        Node.Start();
        await Node.ProgramAsync(WithSlices(Open, Bed.Pods[0]));
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            Assert.Equal((true, false), (await IsOpenAsync(Plan.Node[family]), await IsOpenAsync(Plan.SecondaryNode[family])));

        Node.Write(NodeManifest.OfTestbed with { InternalIPs = [Plan.SecondaryNode.IPv4, Plan.SecondaryNode.IPv6] });

        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            await Node.UntilAsync(() => IsOpenAsync(Plan.SecondaryNode[family]), Patience.Limit, "the new address does not answer");
            await Node.UntilAsync(async () => !await IsOpenAsync(Plan.Node[family]), Patience.Limit, "the old address still answers");
        }
    }

    [NetnsFact]
    public async Task Another_pod_range_decides_anew_who_is_masqueraded()
    {
        Node.Start("--detect-local-mode", "NodeCIDR");
        await Node.ProgramAsync(WithSlices(Web(), Bed.Pods[0]));
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            await Node.UntilAsync(() => IsSeenAsItselfAsync(family), Patience.Limit, "a pod of the node is masqueraded");

        Node.Write(NodeManifest.OfTestbed with { PodCidrs = ["10.244.77.0/24", "fd00:10:244:77::/64"] });

        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            await Node.UntilAsync(async () => !await IsSeenAsItselfAsync(family), Patience.Limit, "a stranger is not masqueraded");
    }

    [NetnsFact]
    public async Task Another_zone_chooses_other_endpoints()
    {
        Node.Start();
        await Node.ProgramAsync(WithSlices(
            Web(), new EndpointManifest(Bed.Pods[0]) { ZoneHints = [Plan.Zone] }, new EndpointManifest(Bed.Pods[1]) { ZoneHints = [Plan.OtherZone] }));
        await OnlyAsync("pod1");

        Node.Write(NodeManifest.OfTestbed with { Zone = Plan.OtherZone });
        await OnlyAsync("pod2");

        Node.Write(NodeManifest.OfTestbed with { Zone = "" });
        await Node.UntilAsync(async () => (await AnswersAsync()).Count == 2, Patience.Limit, "a node of no zone does not use all endpoints");
    }

    [NetnsFact]
    public async Task A_node_that_goes_sends_load_balancers_away_and_nobody_else()
    {
        Node.Start();
        await Node.ProgramAsync(WithSlices(Open, Bed.Pods[0]));
        await HealthBecomesAsync(HttpStatusCode.OK);

        Node.Write(NodeManifest.OfTestbed with { Taints = [Core.Objects.Node.AutoscalerTaint] });
        await HealthBecomesAsync(HttpStatusCode.ServiceUnavailable);
        Node.Write(NodeManifest.OfTestbed with { Taints = ["node.kubernetes.io/unschedulable"] });
        await HealthBecomesAsync(HttpStatusCode.OK);
        Node.Write(NodeManifest.OfTestbed with { IsTerminating = true });
        await HealthBecomesAsync(HttpStatusCode.ServiceUnavailable);
        Node.Write(NodeManifest.OfTestbed);
        await HealthBecomesAsync(HttpStatusCode.OK);

        uint generation = await RuleGeneration.ReadAsync(Namespace);
        Node.Objects.Remove(NodeManifest.OfTestbed);
        await HealthBecomesAsync(HttpStatusCode.ServiceUnavailable);
        Assert.True(await IsOpenAsync(Plan.Node.IPv4));
        Assert.False(await IsOpenAsync(Plan.SecondaryNode.IPv4));
        Assert.Equal(generation, await RuleGeneration.ReadAsync(Namespace));
        Node.Write(NodeManifest.OfTestbed);
        await HealthBecomesAsync(HttpStatusCode.OK);
    }

    private static ServiceManifest Open => Web() with { Type = ServiceType.NodePort, Ports = [new PortManifest("", Protocol.Tcp, 80, NodePort)] };

    private async Task<bool> IsOpenAsync(IPAddress address) =>
        await Bed.Client.ConnectAsync(new IPEndPoint(address, NodePort), Protocol.Tcp, Probe.ForAnswer) is Outcome.Answered;

    private async Task<bool> IsSeenAsItselfAsync(IpFamily family) =>
        await Bed.Pods[2].ConnectAsync(Address(family), Protocol.Tcp, Probe.ForAnswer) is Outcome.Answered answer && answer.SourceSeen.Address.Equals(Bed.Pods[2].Addresses[family]);

    private Task OnlyAsync(string pod) => Node.UntilAsync(async () => (await AnswersAsync()).SetEquals([pod]), Patience.Limit, $"it is not {pod} alone that answers");

    /// <summary>Who answers 12 connections; if it were two by chance, one of them would be left out once in 4,096 times.</summary>
    private async Task<HashSet<string>> AnswersAsync() => [.. await Task.WhenAll(Enumerable.Range(0, 13).Select(_ => WhoAnswersAsync(IpFamily.IPv4)))];

    private async Task HealthBecomesAsync(HttpStatusCode wanted)
    {
        using HttpClient http = NamespaceHttp.Client(Namespace);
        await Node.UntilAsync(async () => await StatusAsync(http, "healthz") == wanted, Patience.Limit, $"/healthz does not become {wanted}");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "livez"));
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http, string path)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://{Plan.Node.IPv4}:10256/{path}"));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null; // it does not listen yet
        }
    }
}
