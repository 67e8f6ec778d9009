using System.Net;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Graph;

namespace Proxier.Backends.Ipvs;

/// <summary>What some service ports amount to together.</summary>
internal sealed class Content
{
    private readonly Dictionary<ServerKey, VirtualServer> _servers = [];
    private readonly Dictionary<SetEntry, int> _entries = [];

    public IReadOnlyDictionary<ServerKey, VirtualServer> Servers => _servers;

    /// <summary>And how many of the ports want each.</summary>
    public IReadOnlyDictionary<SetEntry, int> Entries => _entries;

    /// <summary>What kube-ipvs0 holds.</summary>
    public IReadOnlySet<IPAddress> Addresses => _entries.Keys.Where(entry => entry.Set == IpSet.IpvsIPs).Select(entry => IPAddress.Parse(entry.Member)).ToHashSet();

    public static Content Of(IEnumerable<ServicePort> ports, NodeRules node, HostAddresses host, Balancing @default)
    {
        var content = new Content();
        foreach (ServicePort port in ports)
            content.Add(PortContent.Of(port, node, host, @default));
        return content;
    }

    /// <summary>A node port at an address and port that another service has, too, is left to whoever comes first.</summary>
    private void Add(PortContent port)
    {
        foreach (VirtualServer server in port.Servers)
            _servers.TryAdd(server.Key, server);
        foreach (SetEntry entry in port.Entries)
            _entries[entry] = _entries.GetValueOrDefault(entry) + 1;
    }
}
