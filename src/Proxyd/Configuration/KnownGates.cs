namespace Proxier.Proxyd.Configuration;

/// <summary>kube-proxy's feature gates. What they are about is not optional here: it is there, or it is not.</summary>
internal static class KnownGates
{
    /// <summary>Whether it is as if the gate were on.</summary>
    private static readonly Dictionary<string, bool> Known = new(StringComparer.Ordinal)
    {
        ["NFTablesProxyMode"] = true,
        ["KubeProxyDrainingTerminatingNodes"] = true,
        ["LoadBalancerIPMode"] = true,
        ["ServiceTrafficDistribution"] = true,
        ["TopologyAwareHints"] = true,
        ["PreferSameTrafficDistribution"] = true,
        ["MultiCIDRServiceAllocator"] = true,
        ["KubeProxyIPVS"] = true,
        ["KubeProxyNFAcct"] = false,
        ["NFTablesNetlink"] = false,
        ["KubeProxyNFTablesLocalhostNodePorts"] = false,
        ["WinDSR"] = false,
        ["WinOverlay"] = false,
    };

    /// <summary>By name, with whether it is as if the gate were on.</summary>
    public static IReadOnlyDictionary<string, bool> All => Known;

    /// <summary>Null when what it asks for is how it is.</summary>
    public static string? DoubtAbout(FeatureGate gate) => Known.TryGetValue(gate.Name, out bool isOn)
        ? gate.IsOn == isOn ? null : $"the gate {gate.Name} has no effect: what it is about is {(isOn ? "always there" : "not there")}"
        : $"the gate {gate.Name} is not known here and has no effect";
}
