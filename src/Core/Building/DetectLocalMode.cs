namespace Proxier.Core.Building;

/// <summary>How pods of this node are recognised (<c>--detect-local-mode</c>). The names are kube-proxy's words.</summary>
public enum DetectLocalMode
{
    /// <summary>By a source address in the cluster's pod range of the family; without one, not at all.</summary>
    ClusterCIDR,

    /// <summary>By a source address in the Node's own pod range.</summary>
    NodeCIDR,
    BridgeInterface,
    InterfaceNamePrefix,
}
