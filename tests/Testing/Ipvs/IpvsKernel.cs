namespace Proxier.Testing.Ipvs;

/// <summary>
/// What ip, ipset, ipvsadm and iptables-restore do to a kernel, on plain collections: line by line, with the same refusals. Rules are kept
/// for each family, everything else for both.
/// </summary>
public sealed class IpvsKernel
{
    public IpvsKernel() => Rules = [new Iptables.RestoreKernel(), new Iptables.RestoreKernel()];

    /// <summary>By name of the link; null: it does not exist.</summary>
    public SortedDictionary<string, SortedSet<string>> Links { get; } = new(StringComparer.Ordinal) { ["lo"] = ["127.0.0.1", "::1"] };

    /// <summary>By name.</summary>
    public SortedDictionary<string, KernelSet> Sets { get; } = new(StringComparer.Ordinal);

    /// <summary>By option and address, such as <c>-t 10.96.0.10:80</c>.</summary>
    public SortedDictionary<string, KernelServer> Servers { get; } = new(StringComparer.Ordinal);

    /// <summary>IPv4, then IPv6.</summary>
    public IReadOnlyList<Iptables.RestoreKernel> Rules { get; }

    /// <summary>tcp, tcpfin, udp, in seconds.</summary>
    public int[] Timeouts { get; set; } = [900, 120, 300];

    /// <summary>Everything but connections and history, as text.</summary>
    public string Dump() => string.Join('\n',
    [
        .. Links.Select(link => $"link {link.Key} {string.Join(' ', link.Value)}"),
        .. Sets.Select(set => $"set {set.Key} {set.Value.Type} {string.Join(' ', set.Value.Members)}"),
        .. Servers.Select(server => $"server {server.Key} {server.Value.Options} {string.Join(' ', server.Value.RealServers.Select(real => $"{real.Key}={real.Value.Weight}"))}"),
        .. Rules.Select(rules => rules.Dump()),
    ]);
}

public sealed record KernelSet(string Type, string Options)
{
    public SortedSet<string> Members { get; } = new(StringComparer.Ordinal);
}

/// <param name="Options">Scheduler and what follows it, as ipvsadm saves it.</param>
public sealed record KernelServer(string Options)
{
    public SortedDictionary<string, KernelRealServer> RealServers { get; init; } = new(StringComparer.Ordinal);
}

/// <param name="Connections">Active and inactive.</param>
public sealed record KernelRealServer(int Weight, int Connections = 0, string Method = "-m");
