using System.Net;
using Proxier.Backends.Ipvs.Sets;

namespace Proxier.Backends.Ipvs.Changes;

/// <summary>
/// The way from one state to another, in steps. In this order no packet meets a service that is half there, and what is half there is known
/// to be ours: sets first, then the virtual server, its real servers, and its address last. It goes the opposite way. A port of an address
/// that is bound already gets its virtual server, which refuses, before the sets let packets through to it.
/// </summary>
internal sealed record IpvsChange
{
    /// <summary>kube-ipvs0 is not there yet.</summary>
    public bool IsLinkNew { get; init; }

    public IReadOnlyList<IpSet> NewSets { get; init; } = [];

    /// <summary>The rules are written.</summary>
    public bool HasRules { get; init; }

    /// <summary>
    /// The rules of another mode answer until ours replace them, so ours come when everything that they lead to is there. Otherwise
    /// they come before it.
    /// </summary>
    public bool RulesComeLast { get; init; }

    public IReadOnlyList<SetEdit> Filled { get; init; } = [];

    /// <summary>New virtual servers, without real ones.</summary>
    public IReadOnlyList<ServerEdit> Announced { get; init; } = [];

    public IReadOnlyList<SetEdit> Opened { get; init; } = [];

    public IReadOnlyList<ServerEdit> Served { get; init; } = [];

    public IReadOnlyList<IPAddress> Bound { get; init; } = [];

    public IReadOnlyList<IPAddress> Unbound { get; init; } = [];

    public IReadOnlyList<SetEdit> Closed { get; init; } = [];

    /// <summary>Virtual servers that have no real ones any more.</summary>
    public IReadOnlyList<ServerEdit> Withdrawn { get; init; } = [];

    public IReadOnlyList<SetEdit> Cleared { get; init; } = [];

    private int MemberCount => Filled.Count + Opened.Count + Closed.Count + Cleared.Count;

    public bool IsEmpty => !IsLinkNew && !HasRules
        && NewSets.Count + MemberCount + Announced.Count + Served.Count + Bound.Count + Unbound.Count + Withdrawn.Count == 0;

    /// <summary>For logs.</summary>
    public string Summary => string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        if (IsLinkNew)
            yield return "kube-ipvs0";
        if (HasRules)
            yield return "iptables rules";
        (string Name, int Count)[] counts =
        [
            ("sets", NewSets.Count), ("set members", MemberCount), ("addresses", Bound.Count + Unbound.Count),
            ("virtual servers", Announced.Count + Withdrawn.Count), ("real servers", Served.Count),
        ];
        foreach ((string name, int count) in counts)
        {
            if (count > 0)
                yield return $"{count} {name}";
        }
    }
}
