using Proxier.Core;

namespace Proxier.Backends.Iptables.Chains;

/// <summary>KUBE-SVC or KUBE-SVL: spreads connections over a pool.</summary>
/// <param name="Masquerade">For traffic to the cluster IP; null: none.</param>
/// <param name="Returns">Known clients go back to their endpoint; empty without affinity.</param>
internal sealed record PickChain(string Name, ClusterMasquerade? Masquerade, EquatableArray<ReturnRule> Returns, EquatableArray<PickRule> Picks)
    : ServiceChain(Name);

/// <param name="Unless">Matches the sources that keep their address, negated; null: none does.</param>
internal sealed record ClusterMasquerade(string Comment, string Protocol, string Address, ushort Port, string? Unless);

/// <param name="Target">The endpoint's chain, which is also the name of its list of clients.</param>
/// <param name="Comment">Null without.</param>
internal sealed record ReturnRule(string? Comment, string Target, long Seconds);

/// <summary>Takes its share of what reaches it.</summary>
/// <param name="Comment">Null without.</param>
/// <param name="Probability">To 10 decimals; null: no draw.</param>
/// <param name="Every">One in so many, by turns; null: no turns.</param>
internal sealed record PickRule(string? Comment, string? Probability, int? Every, string Target);
