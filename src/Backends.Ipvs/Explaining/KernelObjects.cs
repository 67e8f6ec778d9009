using System.Net;
using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Host;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Backends;
using Proxier.Core.Explaining;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Explaining;

/// <summary>What this backend has in the kernel besides rules, in the words of the tools.</summary>
internal sealed class KernelObjects(IpvsRenderer renderer, IpFamily family)
{
    /// <summary>A virtual server and its real ones, in the order of their addresses.</summary>
    public IEnumerable<KernelObject> Of(VirtualServer server)
    {
        IEnumerable<RealServer> sorted = server.RealServers.OrderBy(real => real.Address.ToNumber()).ThenBy(real => real.Port);
        ServerEdit[] edits = [ServerEdit.Create(server), .. sorted.Select(real => ServerEdit.Create(server.Key, real))];
        IEnumerable<string> lines = renderer.Servers("list", edits)?.Text.Lines() ?? [];
        return lines.Where(line => line.Length > 0).Select(line => new KernelObject(line.StartsWith("-A", StringComparison.Ordinal) ? "virtual server" : "real server", $"virtual server {server.Key}", line));
    }

    public KernelObject Of(SetEntry entry) => new("element", Place(entry.Set), entry.Member);

    /// <param name="type">As ipset names it.</param>
    public KernelObject Of(IpSet set, string type) => new("set", Place(set), $"{set.In(family)} {type}");

    public static KernelObject Of(IPAddress address) => new("element", $"link {SavedAddresses.Link}", $"{address}/{address.Family().BitCount()}");

    public static KernelObject Link { get; } = new("link", $"link {SavedAddresses.Link}", SavedAddresses.Link);

    private string Place(IpSet set) => $"set {set.In(family)}";
}
