using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Whose the chains are that the iptables mode and the ipvs mode have under the same names.</summary>
internal static class SharedRules
{
    /// <summary>Another mode, or kube-proxy, answers through them.</summary>
    public static bool AreInOtherHands(SavedRules saved) => saved["nat"].Chains.Contains(KubeChains.Services) && !AreOurs(saved);

    /// <summary>Our state chain says so.</summary>
    public static bool AreOurs(SavedRules saved) => saved["nat"].StateComment is { } comment && comment.StartsWith(KubeChains.IpvsState, StringComparison.Ordinal);
}
