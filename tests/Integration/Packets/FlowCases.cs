using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>
/// UDP has no connections, but the kernel remembers where it sent a flow. A client that keeps its port must not be sent to an endpoint that
/// is gone. Cleaning up is the daemon's work, so a backend alone cannot pass these.
/// </summary>
public abstract class FlowCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamily]
    public async Task A_flow_moves_when_its_endpoint_is_gone(IpFamily family)
    {
        ServiceManifest dns = WebOnNodePort(family, Protocol.Udp);
        await ProgramAsync(dns, Slice(dns, family, Pod1));
        (Host From, Target To)[] ways =
            [(ClientPod, ClusterIP(family, Protocol.Udp)), (Node, ClusterIP(family, Protocol.Udp)), (Client, NodePort(family, Protocol.Udp)), (Node, NodePort(family, Protocol.Udp))];
        Conversation[] flows = await Task.WhenAll(ways.Select(way => way.From.OpenAsync(way.To.EndPoint, Protocol.Udp)));
        foreach (Conversation flow in flows)
            await BecomesAsync(flow, "pod1");

        await ProgramAsync(dns, Slice(dns, family, Pod2));

        foreach (Conversation flow in flows)
        {
            await BecomesAsync(flow, "pod2");
            await flow.DisposeAsync();
        }
    }

    [NetnsTheory, EveryFamily]
    public async Task A_flow_that_was_refused_reaches_the_first_endpoint_that_comes(IpFamily family)
    {
        ServiceManifest dns = WebOnNodePort(family, Protocol.Udp);
        await ProgramAsync(dns);
        await using Conversation flow = await ClientPod.OpenAsync(ClusterIP(family, Protocol.Udp).EndPoint, Protocol.Udp);
        Assert.IsType<Outcome.Refused>(await flow.AskAsync(Probe.ForAnswer));

        await ProgramAsync(dns, Slice(dns, family, Pod1));

        await BecomesAsync(flow, "pod1");
    }

    [NetnsTheory, EveryFamily]
    public async Task A_flow_is_refused_when_the_last_endpoint_is_gone(IpFamily family)
    {
        ServiceManifest dns = Web(family, Protocol.Udp);
        await ProgramAsync(dns, Slice(dns, family, Pod1));
        await using Conversation flow = await ClientPod.OpenAsync(ClusterIP(family, Protocol.Udp).EndPoint, Protocol.Udp);
        await BecomesAsync(flow, "pod1");

        await ProgramAsync(dns);

        await Eventually.TrueAsync(async () => await flow.AskAsync(Probe.ForAnswer) is Outcome.Refused, Patience.Limit, "it is still answered");
    }

    [NetnsTheory, EveryFamily]
    public async Task A_flow_moves_when_the_target_port_changes(IpFamily family)
    {
        ServiceManifest dns = Web(family, Protocol.Udp);
        SliceManifest slice = Slice(dns, family, Pod1);
        await ProgramAsync(dns, slice);
        await using Conversation flow = await ClientPod.OpenAsync(ClusterIP(family, Protocol.Udp).EndPoint, Protocol.Udp);
        await BecomesAsync(flow, "pod1", port: 8080);

        await ProgramAsync(dns, slice with { Ports = [new("", Protocol.Udp, 9090)] });

        await BecomesAsync(flow, "pod1", port: 9090);
    }

    [NetnsTheory, EveryFamily]
    public async Task A_flow_to_an_endpoint_that_still_serves_stays(IpFamily family)
    {
        ServiceManifest dns = Web(family, Protocol.Udp);
        await ProgramAsync(dns, Slice(dns, family, Pod1));
        await using Conversation flow = await ClientPod.OpenAsync(ClusterIP(family, Protocol.Udp).EndPoint, Protocol.Udp);
        await using Conversation witness = await Client.OpenAsync(ClusterIP(family, Protocol.Udp, number: 2).EndPoint, Protocol.Udp);
        await BecomesAsync(flow, "pod1");
        ServiceManifest other = dns with { Name = "other", ClusterIPs = [Plan.ClusterIP(2)[family]] };
        SliceManifest terminating = Slice(dns, family, EndpointManifest.Terminating(Pod1), Pod2);
        await ProgramAsync(dns, terminating, other, Slice(other, family, Pod1));
        await BecomesAsync(witness, "pod1");
        await BecomesAsync(flow, "pod1"); // asked now and then, it does not end by itself

        // When the witness has moved, the clean-up has looked at every flow.
        await ProgramAsync(dns, terminating, other, Slice(other, family, Pod2));
        await BecomesAsync(witness, "pod2");

        Assert.Equal("pod1", Assert.IsType<Outcome.Answered>(await flow.AskAsync(Probe.ForAnswer)).By);
    }

    private static Task BecomesAsync(Conversation flow, string name, int port = 8080) => Eventually.TrueAsync(
        async () => await flow.AskAsync(Probe.ForAnswer) is Outcome.Answered answer && answer.By == name && answer.Port == port,
        Patience.Limit,
        $"the flow is not answered by {name} at {port}");
}
