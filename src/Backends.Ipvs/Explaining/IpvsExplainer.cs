using Microsoft.Extensions.Options;
using Proxier.Backends.Ipvs.Host;
using Proxier.Backends.Ipvs.Rules;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Core;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;

namespace Proxier.Backends.Ipvs.Explaining;

/// <summary>Names the virtual servers, addresses, set members and rules that decide about a packet, in the words of their tools.</summary>
internal sealed class IpvsExplainer(IpvsRenderer renderer, FamilyStates states, IOptions<IpvsOptions> options) : IBackendExplainer
{
    public PacketHabits Habits { get; } = new()
    {
        HoldsServiceAddresses = true,
        ChecksSourcesWithoutEndpoints = true,
        HasOnePool = true,
        HasGlobalNodePortsOnly = true,
        DefaultScheduler = Balancing.Named(options.Value.Scheduler).Word,
    };

    public IReadOnlyList<KernelObject> ObjectsOf(FamilyGraph graph, PacketVerdict verdict)
    {
        if (verdict is not { Owner: { } owner, Frontend: { } frontend } || verdict.Fate == Fate.Untouched)
            return [];
        PortContent content = renderer.Describe(Part(owner, frontend, verdict), graph.Node, HostOf(graph, verdict, frontend));
        var rules = new FrameRules(renderer.RulesText(IpvsFrame.Of(graph, options.Value)), graph.Family);
        var path = new PacketPath(verdict, content, rules, new KernelObjects(renderer, graph.Family));
        return [.. verdict.Cause switch
        {
            Cause.HasEndpoints => path.Forward(),
            Cause.SourceNotAllowed => path.Guard(),
            Cause.NoEndpoints => [.. path.Guard(), .. path.Servers()],
            Cause.NoLocalEndpoints => path.Drop(),
            Cause.UnusedPort => path.Refusal(),
            _ => [],
        }];
    }

    public IEnumerable<string> RemarksOn(PacketVerdict verdict)
    {
        if (verdict is not { Fate: Fate.Forwarded, Frontend: { } frontend })
            yield break;
        bool isLocalClient = verdict.Origin.IsPod || verdict.Origin.IsNode;
        if (isLocalClient && !verdict.TakesShortCircuit && frontend.ShortCircuitPool is not null)
            yield return "a virtual server has one list of endpoints for everybody: pods and this node reach those that strangers reach";
        if (frontend.AffinityTimeout is not null)
            yield return "the time begins when the kernel has forgotten the client's connections, and each address of the Service remembers clients by itself";
    }

    /// <summary>As much of the service port as the packet meets.</summary>
    private static ServicePort Part(ServicePort owner, Frontend frontend, PacketVerdict verdict) => owner with
    {
        Frontends = [frontend],
        LocalEndpoints = verdict.Candidates.Where(candidate => candidate.Source == SourceRewrite.Hairpin).Select(candidate => candidate.Endpoint).ToEquatableArray(),
        HealthCheck = null,
    };

    /// <summary>A node port at the one address that is meant, whether or not this host was asked for its addresses.</summary>
    private HostAddresses HostOf(FamilyGraph graph, PacketVerdict verdict, Frontend frontend) =>
        frontend.Address is null ? new HostAddresses([verdict.Packet.Destination]) : states[graph.Family].Host ?? HostAddresses.Of(graph.Node);
}
