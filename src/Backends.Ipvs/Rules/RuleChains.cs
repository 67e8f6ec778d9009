using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs.Rules;

/// <summary>The chains that we write, and the rules of built-in chains that lead to them. Names and comments are kube-proxy's.</summary>
internal static class RuleChains
{
    public const string NodePort = "KUBE-NODE-PORT";
    public const string LoadBalancer = "KUBE-LOAD-BALANCER";
    public const string SourceRanges = "KUBE-SOURCE-RANGES-FIREWALL";
    public const string Filter = "KUBE-IPVS-FILTER";

    /// <summary>kube-proxy's, for what <see cref="OwnSources"/> does; we only remove it.</summary>
    public const string OutFilter = "KUBE-IPVS-OUT-FILTER";

    /// <summary>Ours: drops what policy Local leaves no endpoint for.</summary>
    public const string Drop = "KUBE-PROXIER-DROP";

    /// <summary>Ours: source ranges for the node itself, whose packets IPVS takes before the filter table sees them.</summary>
    public const string OwnSources = "KUBE-PROXIER-SOURCES";

    private const string Portals = "kubernetes service portals";
    private const string Firewall = "kube-proxy firewall rules";

    /// <summary>In the order in which they are put in front: the last one meets the packet first.</summary>
    public static IReadOnlyList<IptablesHook> Hooks { get; } =
    [
        new("mangle", "OUTPUT", true, null, OwnSources),
        new("mangle", "OUTPUT", true, null, Drop),
        new("mangle", "PREROUTING", true, null, Drop),
        new("filter", "FORWARD", false, "kubernetes forwarding rules", KubeChains.Forward),
        new("filter", "INPUT", false, "kubernetes ipvs access filter", Filter),
        new("filter", "INPUT", false, Firewall, KubeChains.ProxyFirewall),
        new("filter", "FORWARD", false, Firewall, KubeChains.ProxyFirewall),
        new("filter", "INPUT", false, "kubernetes health check rules", NodePort),
        new("nat", "OUTPUT", false, Portals, KubeChains.Services),
        new("nat", "PREROUTING", false, Portals, KubeChains.Services),
        new("nat", "POSTROUTING", false, "kubernetes postrouting rules", KubeChains.Postrouting),
    ];

    /// <summary>Other modes have no hook with these words, whatever it leads to.</summary>
    public static bool IsOwn(IptablesHook hook) => hook.Comment == Firewall;

    /// <summary>Of kube-proxy, besides <see cref="Hooks"/>.</summary>
    public static IptablesHook OutHook { get; } = new("filter", "OUTPUT", false, "kubernetes ipvs access filter", OutFilter);

    /// <summary>By table: those of the ipvs mode alone.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Own { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["mangle"] = [Drop, OwnSources],
        ["filter"] = [NodePort, SourceRanges, Filter, OutFilter],
        ["nat"] = [NodePort, LoadBalancer],
    };

    /// <summary>By table: those that the iptables mode has under the same names.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Shared { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["mangle"] = [KubeChains.Canary, KubeChains.State],
        ["filter"] = [KubeChains.Forward, KubeChains.ProxyFirewall, KubeChains.Canary, KubeChains.State],
        ["nat"] = [KubeChains.Services, KubeChains.Postrouting, KubeChains.MarkMasquerade, KubeChains.Canary, KubeChains.State],
    };
}
