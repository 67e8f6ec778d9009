using System.Net;

namespace Proxier.Core.Building;

/// <summary>What the graph depends on besides the cluster, checked. Made by <see cref="From"/>.</summary>
public sealed record GraphOptions
{
    internal GraphOptions()
    {
    }

    public required string NodeName { get; init; }

    public DetectLocalMode DetectLocalMode { get; init; }

    /// <summary>At most one of each family.</summary>
    public EquatableArray<IPNetwork> ClusterCidrs { get; init; }

    /// <summary>The name, or the beginning of the names, that <see cref="DetectLocalMode"/> asks for.</summary>
    public string InterfaceName { get; init; } = "";

    public bool MasqueradeAll { get; init; }

    public uint MasqueradeMark { get; init; } = 1u << 14;

    public required NodePortAddressList NodePortAddresses { get; init; }

    public bool LocalhostNodePorts { get; init; }

    public EquatableArray<IPNetwork> ServiceCidrs { get; init; }

    /// <summary>Null: the Node's own addresses decide.</summary>
    public IPAddress? PrimaryAddress { get; init; }

    /// <exception cref="InvalidOptionsException">With every finding.</exception>
    public static GraphOptions From(GraphArguments arguments) => new GraphArgumentsParser(arguments).Parse();
}
