namespace Proxier.Live.Table;

/// <summary>A kind of row.</summary>
/// <param name="Unit">Of all its figures.</param>
/// <param name="Source">Where ours comes from, and what stands beside it.</param>
internal sealed record Operation(string Name, string Unit, string Source)
{
    public bool IsMoreBetter { get; init; }

    public static Operation Build { get; } = new("graph build", "s", "from objects in memory; kube-proxy's own code is not here to be measured");

    public static Operation Render { get; } = new("render all scripts", "s", "to nowhere");

    public static Operation ApplyFromEmpty { get; } = new("apply from empty", "s", "ours: rendering, `nft` in pieces, and listing before and after; theirs: one `nft -f -` or `iptables-restore --noflush`, its text ready");

    public static Operation ToolMemory { get; } = new("apply from empty: most memory of the tool", "MiB", "looked at every 5 ms");

    public static Operation Start { get; } = new("daemon start, empty kernel", "s", "from the start of the process to both families in force, lists from an API server on the same processors included");

    public static Operation Restart { get; } = new("restart with unchanged state", "s", "as the start of the daemon, over the rules of its last life");

    public static Operation RestartRules { get; } = new("restart with unchanged state: rules", "s", "ours: asking the kernel what it holds, and comparing; theirs: the tool's part of a new process's sync, which lists the table and writes all chains anew");

    public static Operation RestartWrites { get; } = new("restart with unchanged state: transactions", "", "of the daemon: the kernel's generation of the rules, before and after");

    public static Operation OneEndpoint { get; } = new("one endpoint changed", "ms", "median; ours: from the EndpointSlice coming in to its rules being in force, graph and nft's work included, by the daemon's own metric `proxier_change_duration_seconds`; theirs: the tool alone, its text ready");

    public static Operation OneEndpointListed { get; } = new("one endpoint changed, with kube-proxy's listing", "ms", "ours: as above, it lists nothing; theirs: with the `nft --json --terse list table` that each sync of 1.36 begins with");

    public static Operation OneEndpointBytes { get; } = new("one endpoint changed: text for the tool", "bytes", "of the service in the middle");

    public static Operation AddRemove { get; } = new("one service added and removed", "ms", "median of the sum of both; otherwise as for one endpoint");

    public static Operation Burst { get; } = new("1,000 changes in a burst", "s", "ours: from the first write at the API server until the daemon's metrics say that nothing is pending; theirs: the tool with all of it in one transaction, its text ready");

    public static Operation ProxyctlApply { get; } = new("proxyctl apply, empty kernel", "s", "from the start of the program to its end, a JSON list of the cluster read");

    public static Operation ProxyctlMemory { get; } = new("proxyctl apply: most memory of it", "MiB", "looked at every 5 ms");

    public static Operation Resident { get; } = new("daemon: resident memory", "MiB", "after all changes, from `/proc`");

    public static Operation Peak { get; } = new("daemon: most memory", "MiB", "from `/proc`");

    public static Operation FirstServiceP50 { get; } = new("new connection, first service, p50", "µs", Connections);

    public static Operation FirstServiceP99 { get; } = new("new connection, first service, p99", "µs", Connections);

    public static Operation LastServiceP50 { get; } = new("new connection, last service, p50", "µs", Connections);

    public static Operation LastServiceP99 { get; } = new("new connection, last service, p99", "µs", Connections);

    public static Operation Throughput { get; } = new("established connection", "MB/s", "one TCP connection from client to endpoint over two veth links and the node, all in turn") { IsMoreBetter = true };

    public static Operation Conntrack { get; } = new("tracked UDP flows reconciled", "s", "a million, or as many as the kernel takes, whose `nf_conntrack_max` is one for the machine; one in 100 leads to an endpoint that is gone. Ours: the daemon's own metric `conntrack_reconciler_sync_duration_seconds` after its start; theirs: one `conntrack -D`, as kube-proxy ran for each endpoint up to 1.31");

    /// <summary>A part of the run that failed outside of its rows.</summary>
    public static Operation Stage { get; } = new("part of the run", "", "failed as a whole");

    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        Build, Render, ApplyFromEmpty, ToolMemory, Start, Restart, RestartRules, RestartWrites, OneEndpoint, OneEndpointListed, OneEndpointBytes, AddRemove, Burst, Resident, Peak,
        ProxyctlApply, ProxyctlMemory, FirstServiceP50, FirstServiceP99, LastServiceP50, LastServiceP99, Throughput, Conntrack, Stage,
    ];

    private const string Connections = "connect(2) by TCP from another namespace through the node, all in turn, each time with a new port";
}
