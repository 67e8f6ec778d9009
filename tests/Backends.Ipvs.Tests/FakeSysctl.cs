using Proxier.Core.Host;

namespace Proxier.Backends.Ipvs.Tests;

/// <summary>Kernel settings in a dictionary; what is not in it does not exist.</summary>
internal sealed class FakeSysctl : ISysctl
{
    public Dictionary<string, string> Values { get; } = new()
    {
        ["kernel/osrelease"] = "6.1.0-25-amd64", ["net/ipv4/vs/conntrack"] = "0", ["net/ipv4/vs/expire_nodest_conn"] = "0", ["net/ipv4/vs/expire_quiescent_template"] = "0",
        ["net/ipv4/vs/conn_reuse_mode"] = "1", ["net/ipv4/ip_forward"] = "0", ["net/ipv4/conf/all/arp_ignore"] = "0", ["net/ipv4/conf/all/arp_announce"] = "0",
    };

    public List<string> Writes { get; } = [];

    public string? Read(string name) => Values.GetValueOrDefault(name);

    public SysctlResult Set(string name, string value)
    {
        if (!Values.TryGetValue(name, out string? before))
            return new SysctlResult.Refused(null, "No such file or directory");
        if (before == value)
            return new SysctlResult.Unchanged();
        Values[name] = value;
        Writes.Add($"{name}={value}");
        return new SysctlResult.Changed(before);
    }
}
