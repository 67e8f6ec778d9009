namespace Proxier.Core.Explaining;

/// <summary>Why a connection has its <see cref="Fate"/>.</summary>
public enum Cause
{
    /// <summary>A service port has the address and port, and endpoints for this client.</summary>
    HasEndpoints,

    /// <summary>There is no usable endpoint anywhere.</summary>
    NoEndpoints,

    /// <summary>Traffic policy Local, and this node has no endpoint.</summary>
    NoLocalEndpoints,

    /// <summary><c>loadBalancerSourceRanges</c> does not hold the source.</summary>
    SourceNotAllowed,

    /// <summary>A cluster IP, but none of its ports.</summary>
    UnusedPort,

    /// <summary>In a range of cluster IPs, but no Service has it.</summary>
    UnusedClusterIP,

    /// <summary>A Service has it, and the backend cannot forward the protocol.</summary>
    UnsupportedProtocol,

    /// <summary>A loopback address of this node, asked for from elsewhere.</summary>
    ForeignLoopback,

    /// <summary>A node port has the port, but does not answer on this address.</summary>
    NotANodePortAddress,

    /// <summary>Nobody's address and port.</summary>
    NoService,
}
