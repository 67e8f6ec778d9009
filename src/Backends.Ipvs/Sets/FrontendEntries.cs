using System.Net;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Sets;

/// <summary>The set members of one frontend: by them the fixed iptables rules know it.</summary>
internal static class FrontendEntries
{
    /// <param name="keys">Its virtual servers.</param>
    public static IEnumerable<SetEntry> Of(Frontend frontend, IReadOnlyList<ServerKey> keys, HostAddresses host)
    {
        IEnumerable<SetEntry> entries = frontend.Kind switch
        {
            FrontendKind.ClusterIP => keys.Select(key => new SetEntry(IpSet.ClusterIP, key.Member)),
            FrontendKind.ExternalIP => keys.Select(key => new SetEntry(IsMasqueraded(frontend) ? IpSet.ExternalIP : IpSet.ExternalIPLocal, key.Member)),
            FrontendKind.LoadBalancerIP => keys.SelectMany(key => General(IpSet.LoadBalancer, IpSet.LoadBalancerLocal, key.Member, frontend)).Concat(Sources(frontend)),
            FrontendKind.NodePort => NodePort(frontend, keys),
            _ => throw new ArgumentOutOfRangeException(nameof(frontend), frontend.Kind, "Not a kind of frontend."),
        };
        if (frontend.Pool.IsEmpty && frontend.OnEmpty == EmptyAction.Drop)
            entries = entries.Concat(keys.Select(key => new SetEntry(frontend.Kind == FrontendKind.ClusterIP ? IpSet.DropCluster : IpSet.DropExternal, key.Member)));
        return frontend.Address is { } address && !host.Addresses.Contains(address) ? entries.Append(IpSet.IpvsIPs.Entry(address)) : entries;
    }

    private static bool IsMasqueraded(Frontend frontend) => frontend.Masquerade == Masquerade.Always;

    private static IEnumerable<SetEntry> General(IpSet general, IpSet exception, string member, Frontend frontend) => IsMasqueraded(frontend)
        ? [new SetEntry(general, member)]
        : [new SetEntry(general, member), new SetEntry(exception, member)];

    /// <summary>A bitmap knows no SCTP (kernel 6.18: ip_set_get_ip_port), so that has addresses too.</summary>
    private static IEnumerable<SetEntry> NodePort(Frontend frontend, IReadOnlyList<ServerKey> keys) => frontend.Protocol switch
    {
        Protocol.Tcp => General(IpSet.NodePortTcp, IpSet.NodePortLocalTcp, $"{frontend.Port}", frontend),
        Protocol.Udp => General(IpSet.NodePortUdp, IpSet.NodePortLocalUdp, $"{frontend.Port}", frontend),
        _ => keys.SelectMany(key => General(IpSet.NodePortSctp, IpSet.NodePortLocalSctp, key.Member, frontend)),
    };

    /// <summary>The address itself as a source stands for the node, which takes it for its own when it connects there.</summary>
    private static IEnumerable<SetEntry> Sources(Frontend frontend)
    {
        if (frontend is not { AllowedSources: { } sources, Address: { } address })
            return [];
        string member = new ServerKey(address, frontend.Protocol, frontend.Port).Member;
        return sources.Select(source => Source(member, source, address)).Append(new SetEntry(IpSet.LoadBalancerFirewall, member));
    }

    private static SetEntry Source(string member, IPNetwork source, IPAddress address)
    {
        bool isOneAddress = source.PrefixLength == address.Family().BitCount();
        return isOneAddress && source.BaseAddress.Equals(address)
            ? new SetEntry(IpSet.LoadBalancerSourceIP, $"{member},{address}")
            : new SetEntry(IpSet.LoadBalancerSourceCidr, isOneAddress ? $"{member},{source.BaseAddress}" : $"{member},{source}");
    }
}
