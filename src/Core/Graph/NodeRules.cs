using System.Net;

namespace Proxier.Core.Graph;

/// <summary>What the rules of one family depend on besides services: this node and the options.</summary>
public sealed record NodeRules
{
    /// <summary>Null: pods cannot be told from others, and every rule that needs to is left out.</summary>
    public PodSource? PodSource { get; init; }

    public NodePortAddresses NodePortAddresses { get; init; } = new NodePortAddresses.All(WithLoopback: false);

    /// <summary>Ranges of cluster IPs; what no service uses there is dropped. None contains another. Empty: not known.</summary>
    public EquatableArray<IPNetwork> ServiceRanges { get; init; }

    /// <summary>This node's own addresses of this family, the primary one first.</summary>
    public EquatableArray<IPAddress> NodeAddresses { get; init; }

    /// <summary>The one bit of the packet mark that asks for masquerading. Default bit 14.</summary>
    public uint MasqueradeMark { get; init; } = 1u << 14;

    /// <summary>Equal for equal content in every process: SHA-256 of the content, cut to 128 bits.</summary>
    public Digest Digest { get; init; }
}
