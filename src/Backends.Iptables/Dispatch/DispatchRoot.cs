namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>A chain that finds the frontend of a packet.</summary>
/// <param name="Index">Its place in <see cref="All"/>.</param>
internal sealed record DispatchRoot(int Index, string Table, string Chain)
{
    public static DispatchRoot NatNodePorts { get; } = new(0, "nat", ChainName.NodePorts);

    public static DispatchRoot NatServices { get; } = new(1, "nat", ChainName.Services);

    public static DispatchRoot HealthChecks { get; } = new(2, "filter", ChainName.NodePorts);

    public static DispatchRoot EmptyServices { get; } = new(3, "filter", ChainName.Services);

    public static DispatchRoot EmptyExternals { get; } = new(4, "filter", ChainName.ExternalServices);

    public static DispatchRoot SourceFirewall { get; } = new(5, "filter", ChainName.ProxyFirewall);

    /// <summary>Whoever is jumped to comes first.</summary>
    public static IReadOnlyList<DispatchRoot> All { get; } = [NatNodePorts, NatServices, HealthChecks, EmptyServices, EmptyExternals, SourceFirewall];

    public static IEnumerable<DispatchRoot> In(string table) => All.Where(root => root.Table == table);
}
