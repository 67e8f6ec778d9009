namespace Proxier.Core.Explaining;

/// <summary>What happens to the source address on the way to an endpoint, and why. The first four leave it as it is.</summary>
public enum SourceRewrite
{
    /// <summary>Traffic policy Local keeps the client's address.</summary>
    KeptByLocalPolicy,

    /// <summary>From a pod to a cluster IP: the endpoint can answer it directly.</summary>
    KeptForPod,

    /// <summary>To a cluster IP, and pods cannot be told from others.</summary>
    KeptWithoutDetector,

    /// <summary>The endpoint listens on this node itself: the packet never gets to where sources are rewritten.</summary>
    KeptOnThisNode,

    /// <summary>From outside the pod range to a cluster IP: the answer has to come back through this node.</summary>
    FromOutsideTheCluster,

    /// <summary><c>--masquerade-all</c>.</summary>
    MasqueradeAll,

    /// <summary>To an external address or node port with policy Cluster: the endpoint may be on another node.</summary>
    ExternalTraffic,

    /// <summary>Policy Local, but this node itself is the client, and reaches all endpoints.</summary>
    NodeAroundLocalPolicy,

    /// <summary>The endpoint is the client itself, and would take its own address for an answer to nobody.</summary>
    Hairpin,

    /// <summary>This node is the client, and would have the address of the Service for its own.</summary>
    NodeAsService,

    /// <summary>A proxy of this node connects to endpoints itself.</summary>
    Proxied,
}

public static class SourceRewriteQueries
{
    /// <summary>Whether the endpoint sees an address of this node instead of the client's.</summary>
    public static bool IsMasqueraded(this SourceRewrite rewrite) => rewrite > SourceRewrite.KeptOnThisNode;
}
