using Proxier.Core.Backends;
using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

/// <summary>What becomes of a packet, in words and plain values, for people and for programs.</summary>
/// <param name="From">Who the source is.</param>
/// <param name="Why">Sentences, in the order in which they matter.</param>
/// <param name="Service">namespace/name:port of the service port; null when it is nobody's.</param>
/// <param name="AffinitySeconds">How long a client keeps its endpoint; null without affinity.</param>
/// <param name="Scheduler">How the backend spreads connections; null unless it is forwarded.</param>
public sealed record Explanation(
    string Backend,
    string Protocol,
    string Destination,
    string Source,
    string? InInterface,
    string From,
    Fate Fate,
    Cause Cause,
    IReadOnlyList<string> Why,
    string? Service,
    FrontendKind? Frontend,
    long? AffinitySeconds,
    Scheduler? Scheduler,
    IReadOnlyList<ExplainedEndpoint> Endpoints,
    IReadOnlyList<KernelObject> Objects)
{
    /// <param name="graph">The one that the verdict was made from.</param>
    public static Explanation Of(PacketVerdict verdict, FamilyGraph graph, IProxyBackend backend, IBackendExplainer explainer)
    {
        var words = new VerdictWords(verdict, graph.Node, backend.Schedulers, explainer.Habits.DefaultScheduler);
        Frontend? frontend = verdict.Fate == Fate.Forwarded ? verdict.Frontend : null;
        return new Explanation(
            backend.Name, VerdictWords.Of(verdict.Packet.Protocol), SocketText.Of(verdict.Packet.Destination, verdict.Packet.Port), verdict.Packet.Source.ToString(),
            verdict.Packet.InInterface, words.From, verdict.Fate, verdict.Cause, [.. words.Sentences, .. explainer.RemarksOn(verdict)], verdict.Owner?.Name.ToString(), verdict.Frontend?.Kind,
            (long?)frontend?.AffinityTimeout?.TotalSeconds, words.Scheduler, [.. verdict.Candidates.Select(ExplainedEndpoint.Of)],
            explainer.ObjectsOf(graph, verdict));
    }
}

/// <param name="Address">ip:port, an IPv6 address in brackets.</param>
/// <param name="Probability">Above 0, at most 1; of a client without affinity.</param>
/// <param name="IsMasqueraded">It sees an address of this node instead of the client's.</param>
public sealed record ExplainedEndpoint(string Address, bool IsLocal, int Weight, double Probability, bool IsMasqueraded, SourceRewrite SourceRewrite)
{
    public static ExplainedEndpoint Of(Candidate candidate) => new(
        SocketText.Of(candidate.Endpoint.Address, candidate.Endpoint.Port), candidate.Endpoint.IsLocal, candidate.Endpoint.Weight,
        Math.Round(candidate.Probability, 6), candidate.Source.IsMasqueraded(), candidate.Source);
}
