using System.Net;

namespace Proxier.Core.Graph;

/// <summary>How a packet from a pod of this cluster is recognised (<c>--detect-local-mode</c>).</summary>
public abstract record PodSource
{
    private PodSource()
    {
    }

    /// <summary>The source address is in this range: modes ClusterCIDR and NodeCIDR.</summary>
    public sealed record Range(IPNetwork Network) : PodSource;

    /// <summary>It came in through this interface: mode BridgeInterface.</summary>
    public sealed record Interface(string Name) : PodSource;

    /// <summary>It came in through an interface whose name begins so: mode InterfaceNamePrefix.</summary>
    public sealed record InterfacePrefix(string Prefix) : PodSource;
}
