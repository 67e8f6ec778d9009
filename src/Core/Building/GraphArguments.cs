namespace Proxier.Core.Building;

/// <summary>What the operator wrote in flags or the configuration file, unchecked. <see cref="GraphOptions.From"/> checks it.</summary>
public sealed record GraphArguments
{
    /// <summary>The name of the Node we run on; decides which endpoints are local. Required.</summary>
    public string NodeName { get; init; } = "";

    /// <summary>A word of <see cref="Building.DetectLocalMode"/>; empty: ClusterCIDR.</summary>
    public string DetectLocalMode { get; init; } = "";

    /// <summary>The pod range, or one for each family separated by a comma.</summary>
    public string ClusterCidr { get; init; } = "";

    public string BridgeInterface { get; init; } = "";

    public string InterfaceNamePrefix { get; init; } = "";

    public bool MasqueradeAll { get; init; }

    /// <summary>0 to 31.</summary>
    public int MasqueradeBit { get; init; } = 14;

    /// <summary>CIDRs and the words <c>primary</c>, <c>localhost</c>, <c>all</c>, in any mix. Empty: the default of the proxy mode.</summary>
    public EquatableArray<string> NodePortAddresses { get; init; }

    /// <summary>What an empty <see cref="NodePortAddresses"/> stands for: <c>primary</c> for nftables, <c>all</c> for the others.</summary>
    public string DefaultNodePortAddresses { get; init; } = NodePortAddressWords.Primary;

    /// <summary>Node ports also answer on 127.0.0.0/8 when they answer on all addresses (<c>--iptables-localhost-nodeports</c>).</summary>
    public bool LocalhostNodePorts { get; init; }

    /// <summary>Ranges of cluster IPs, besides the cluster's ServiceCIDR objects.</summary>
    public EquatableArray<string> ServiceCidrs { get; init; }

    /// <summary>Overrides the primary address of the node in its family. Empty or unspecified (<c>0.0.0.0</c>, <c>::</c>): no override.</summary>
    public string BindAddress { get; init; } = "";
}
