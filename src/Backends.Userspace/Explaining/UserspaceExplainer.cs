using Microsoft.Extensions.Options;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Backends.Userspace.Scripts;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Explaining;

/// <summary>
/// Names the redirect rules that decide about a packet, in the words of our own templates, and the proxy that they lead to. Its port is the
/// one that it has; in a process without proxies the one that it would have on a host where all ports are free.
/// </summary>
internal sealed class UserspaceExplainer(UserspaceTemplates templates, DataPlane plane, RuleWriter writer, IOptions<UserspaceOptions> options) : IBackendExplainer
{
    public PacketHabits Habits { get; } = new()
    {
        GuardsClusterIPs = true,
        ChecksSourcesWithoutEndpoints = true,
        ConnectsItself = true,
        ForwardsSctp = false,
        DefaultScheduler = Scheduler.RoundRobin,
    };

    public IReadOnlyList<KernelObject> ObjectsOf(FamilyGraph graph, PacketVerdict verdict)
    {
        if (verdict.Fate == Fate.Untouched)
            return [];
        var path = PortalPath.Of(graph, PortalPlan.Of(graph, plane[graph.Family].Ports, options.Value.Ports), verdict);
        IEnumerable<KernelObject> rules = writer.Tool == RuleTool.Nft ? new NftPath(templates, path).Objects() : new IptablesPath(templates, path).Objects();
        return path.Lane is { } lane ? [.. rules, Proxy(lane)] : [.. rules];
    }

    public IEnumerable<string> RemarksOn(PacketVerdict verdict)
    {
        if (verdict is not { Fate: Fate.Forwarded, Frontend: { } frontend })
            yield break;
        if (frontend is { HasProxyHeader: true, Protocol: Protocol.Tcp })
            yield return "the proxy begins each connection to an endpoint with a header of the PROXY protocol, which names the client";
        yield return frontend.Protocol == Protocol.Tcp
            ? $"an endpoint that refuses, or says nothing for {DialTimeouts.First.TotalMilliseconds:0} ms, costs the client nothing: another one is tried, {DialTimeouts.Attempts} in all"
            : "a datagram that an endpoint refuses goes to another one";
    }

    private static KernelObject Proxy(LaneSpec lane)
    {
        LaneView view = LaneView.Of(lane);
        return new KernelObject("proxy", $"proxy {view.Name}", $"listens on {view.Protocol} port {view.Port}\nconnects to {string.Join(", ", view.Endpoints)}");
    }
}
