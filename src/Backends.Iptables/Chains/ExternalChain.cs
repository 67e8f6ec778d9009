namespace Proxier.Backends.Iptables.Chains;

/// <summary>KUBE-EXT: traffic from outside the cluster, to external addresses and node ports.</summary>
/// <param name="Service">For comments.</param>
/// <param name="IsMasqueraded">All of it.</param>
/// <param name="FromPod">Matches pods, which take the short circuit; null when they cannot be told.</param>
/// <param name="ShortCircuit">Where pods and this node go instead; null: no exception for them.</param>
/// <param name="Target">The pool; null when it is empty.</param>
internal sealed record ExternalChain(string Name, string Service, bool IsMasqueraded, string? FromPod, string? ShortCircuit, string? Target)
    : ServiceChain(Name);
