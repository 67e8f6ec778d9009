using System.Globalization;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Explaining;

/// <summary>Puts a verdict into sentences.</summary>
internal sealed class VerdictWords(PacketVerdict verdict, NodeRules node, IReadOnlySet<Scheduler> schedulers, Scheduler @default)
{
    public string From => verdict.Origin switch
    {
        { IsPod: true, IsNode: true } => "this node, with an address of the pod range",
        { IsNode: true } => "this node",
        { IsPod: true } => node.PodSource is PodSource.Range range ? $"a pod, by its address in {range.Network}" : $"a pod, by its interface {verdict.Packet.InInterface}",
        _ when node.PodSource is null => "not this node; pods cannot be told from others",
        _ => "outside the cluster",
    };

    /// <summary>The one that is used; null unless the packet is forwarded.</summary>
    public Scheduler? Scheduler => verdict is not { Fate: Fate.Forwarded, Frontend: { } frontend } ? null
        : frontend.Scheduler != Graph.Scheduler.Default && schedulers.Contains(frontend.Scheduler) ? frontend.Scheduler
        : @default;

    public IEnumerable<string> Sentences => [Outcome, .. Policy, .. Source, .. Affinity, .. Balancing];

    public static string Of(Protocol protocol) => protocol.ToString().ToLowerInvariant();

    private string Outcome => verdict.Cause switch
    {
        Cause.HasEndpoints => $"{Key} is {Kind} of {Owner}",
        Cause.NoEndpoints => $"{Key} is {Kind} of {Owner}, which has no usable endpoint anywhere: the client is refused at once",
        Cause.NoLocalEndpoints =>
            $"{Key} is {Kind} of {Owner}, whose traffic policy is Local, and this node has no endpoint: nothing is answered, so that the client tries elsewhere",
        Cause.SourceNotAllowed => $"{Key} is {Kind} of {Owner}, and its loadBalancerSourceRanges do not hold {verdict.Packet.Source}: {Ranges}",
        Cause.UnusedPort => $"{verdict.Packet.Destination} is {Kind} of {verdict.Owner?.Name.Service}, but no Service has {Of(verdict.Packet.Protocol)} port {verdict.Packet.Port} there",
        Cause.UnusedClusterIP => $"{verdict.Packet.Destination} is in a range of cluster IPs, and no Service has it",
        Cause.UnsupportedProtocol => $"{Key} is {Kind} of {Owner}, and this backend does not forward {Of(verdict.Packet.Protocol)}",
        Cause.ForeignLoopback => $"{verdict.Packet.Destination} is this node's own loopback, and the source is not this node",
        Cause.NotANodePortAddress => $"{verdict.Packet.Port} is a node port of {Owner}, but node ports do not answer on {verdict.Packet.Destination}: whoever listens there answers",
        _ => "no Service has this address and port: the packet goes where the routes say",
    };

    private IEnumerable<string> Policy => verdict switch
    {
        { TakesShortCircuit: true } => ["externalTrafficPolicy is Local, but pods and this node reach the endpoints of the whole cluster"],
        { Fate: Fate.Forwarded, Frontend.HasLocalPool: true } => ["the traffic policy is Local: only endpoints of this node"],
        _ => [],
    };

    private IEnumerable<string> Source => verdict.Candidates.Select(candidate => candidate.Source).Distinct().Order().Select(rewrite =>
        $"the source {(rewrite.IsMasqueraded() ? "becomes an address of this node" : "stays")}{Where(rewrite)}: {Reason(rewrite)}");

    private IEnumerable<string> Affinity => verdict is { Fate: Fate.Forwarded, Frontend.AffinityTimeout: { } timeout }
        ? [string.Create(CultureInfo.InvariantCulture, $"session affinity: who was here within the last {timeout.TotalSeconds:0} s goes to the same endpoint again")]
        : [];

    private IEnumerable<string> Balancing => verdict is { Fate: Fate.Forwarded, Frontend.Scheduler: var asked } && asked != Graph.Scheduler.Default && !schedulers.Contains(asked)
        ? [$"the scheduler {asked} is not possible with this backend: {Default}"]
        : [];

    private string Default => @default switch
    {
        Graph.Scheduler.Random => "chance decides",
        Graph.Scheduler.RoundRobin => "endpoints take turns",
        _ => "its own default decides",
    };

    private string Key => $"{Of(verdict.Packet.Protocol)} {SocketText.Of(verdict.Packet.Destination, verdict.Packet.Port)}";

    private string Owner => verdict.Owner?.Name.ToString() ?? "";

    private string Kind => verdict.Frontend?.Kind switch
    {
        FrontendKind.ClusterIP => "the cluster IP",
        FrontendKind.ExternalIP => "an external IP",
        FrontendKind.LoadBalancerIP => "a load balancer address",
        _ => "the node port",
    };

    private string Ranges => verdict.Frontend?.AllowedSources is { IsEmpty: false } ranges ? string.Join(", ", ranges) : "none of this family";

    /// <summary>Said only where endpoints differ.</summary>
    private string Where(SourceRewrite rewrite) => verdict.Candidates.All(candidate => candidate.Source == rewrite) ? ""
        : " at " + string.Join(", ", verdict.Candidates.Where(candidate => candidate.Source == rewrite).Select(candidate => candidate.Endpoint.Address).Distinct());

    private static string Reason(SourceRewrite rewrite) => rewrite switch
    {
        SourceRewrite.KeptByLocalPolicy => "that is what policy Local is for",
        SourceRewrite.KeptForPod => "endpoints can answer a pod directly",
        SourceRewrite.KeptWithoutDetector => "it is for a cluster IP, and pods cannot be told from others",
        SourceRewrite.KeptOnThisNode => "that endpoint is this node, which the packet never leaves",
        SourceRewrite.FromOutsideTheCluster => "the answer from a cluster IP has to come back through here",
        SourceRewrite.MasqueradeAll => "--masquerade-all is set",
        SourceRewrite.ExternalTraffic => "policy Cluster may lead to another node, and the answer has to come back through here",
        SourceRewrite.NodeAroundLocalPolicy => "this node is the client, and the endpoint may be on another one",
        SourceRewrite.Hairpin => "that endpoint is the client itself",
        SourceRewrite.NodeAsService => "this node is the client, and has the address of the Service on its way there",
        SourceRewrite.Proxied => "a proxy on this node connects to the endpoint itself",
        _ => throw new ArgumentOutOfRangeException(nameof(rewrite), rewrite, "Not a way to treat a source."),
    };
}
