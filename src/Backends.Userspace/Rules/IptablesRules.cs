using System.Net;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Rules;

/// <summary>The rules of one family for iptables, in their order.</summary>
internal sealed class IptablesRules(FamilyGraph graph, PortalPlan plan)
{
    private readonly NodeRules _node = graph.Node;
    private readonly string _mark = $"0x{graph.Node.MasqueradeMark:x}";

    public IEnumerable<IptablesRule> All() => [.. Own(), .. plan.Portals.SelectMany(Redirects), .. plan.Lanes.SelectMany(Guards), .. plan.Portals.SelectMany(Firewall), .. plan.Portals.SelectMany(NoEndpoints), .. ClusterIPs()];

    /// <summary>The proxy's own packets are left alone: an endpoint may have the address of a portal.</summary>
    private IEnumerable<IptablesRule> Own() =>
        from chain in new[] { IptablesChains.Firewall, IptablesChains.PortalsHost, IptablesChains.NodePortHost }
        select new IptablesRule(chain, "", $" -m mark --mark {_mark}/{_mark}", "RETURN");

    private IEnumerable<IptablesRule> Redirects(Portal portal)
    {
        bool isNodePort = portal.Frontend.Address is null;
        string container = isNodePort ? IptablesChains.NodePortContainer : IptablesChains.PortalsContainer, host = isNodePort ? IptablesChains.NodePortHost : IptablesChains.PortalsHost;
        string service = RuleComment.From(portal.Service.ToString());
        foreach (string destination in Destinations(portal.Frontend))
        {
            if (portal.OwnPort is { } own && FromPod is { } fromPod)
                yield return new IptablesRule(container, service, $"{fromPod}{destination}", $"{ToProxy}{own}");
            if (portal.Port is { } port)
                yield return new IptablesRule(container, service, destination, $"{ToProxy}{port}");
            if ((portal.OwnPort ?? portal.Port) is { } hostPort)
                yield return new IptablesRule(host, service, destination, $"REDIRECT --to-ports {hostPort}");
        }
    }

    /// <summary>A proxy serves only what was redirected to it.</summary>
    private static IEnumerable<IptablesRule> Guards(LaneSpec lane)
    {
        string match = $" {To(lane.Name.Service.Protocol, lane.Port)}", comment = RuleComment.From(lane.Name.ToString());
        yield return new IptablesRule(IptablesChains.NodePortNonLocal, comment, $"{match} -m conntrack --ctstate DNAT", "ACCEPT");
        yield return new IptablesRule(IptablesChains.NodePortNonLocal, comment, $"{match} -m conntrack --ctstate NEW", Refuse(lane.Name.Service.Protocol));
    }

    private static IEnumerable<IptablesRule> Firewall(Portal portal)
    {
        if (portal.Frontend.AllowedSources is not { } sources)
            yield break;
        string match = $" -d {portal.Frontend.Address} {To(portal.Frontend.Protocol, portal.Frontend.Port)}", comment = RuleComment.From(portal.Service.ToString());
        foreach (IPNetwork source in sources)
            yield return new IptablesRule(IptablesChains.Firewall, comment, $" -s {source}{match}", "RETURN");
        yield return new IptablesRule(IptablesChains.Firewall, comment, $"{match} -m conntrack --ctstate NEW", "DROP");
    }

    private IEnumerable<IptablesRule> NoEndpoints(Portal portal) =>
        from destination in portal.Frontend.Pool.IsEmpty ? Destinations(portal.Frontend) : []
        let local = portal.Frontend.Address is null ? " -m addrtype --dst-type LOCAL" : ""
        select new IptablesRule(
            IptablesChains.Filter, RuleComment.From(portal.Service.ToString()), $"{local}{destination} -m conntrack --ctstate NEW",
            portal.Frontend.OnEmpty == EmptyAction.Drop ? "DROP" : Refuse(portal.Frontend.Protocol));

    /// <summary>What is still addressed to a cluster IP has no service.</summary>
    private IEnumerable<IptablesRule> ClusterIPs()
    {
        IEnumerable<string> used = graph.Ports.SelectMany(port => port.Frontends).Where(frontend => frontend.Kind == FrontendKind.ClusterIP).Select(frontend => $"{frontend.Address}");
        foreach (string address in used.Distinct())
        {
            yield return new IptablesRule(IptablesChains.Filter, "", $" -d {address} -p tcp -m conntrack --ctstate NEW", Refuse(Protocol.Tcp));
            yield return new IptablesRule(IptablesChains.Filter, "", $" -d {address} -m conntrack --ctstate NEW", Refuse(Protocol.Udp));
        }

        foreach (IPNetwork range in _node.ServiceRanges)
            yield return new IptablesRule(IptablesChains.Filter, "", $" -d {range} -m conntrack --ctstate NEW", "DROP");
    }

    private IEnumerable<string> Destinations(Frontend frontend)
    {
        string port = To(frontend.Protocol, frontend.Port);
        return (frontend.Address, _node.NodePortAddresses) switch
        {
            ({ } address, _) => [$" -d {address} {port}"],
            (_, NodePortAddresses.InRanges some) => some.Ranges.Select(range => $" -d {range} {port}"),
            (_, NodePortAddresses.All { WithLoopback: true }) => [$" {port}"],
            _ => [$" ! -d {(graph.Family == IpFamily.IPv4 ? "127.0.0.0/8" : "::1/128")} {port}"],
        };
    }

    private string? FromPod => _node.PodSource switch
    {
        PodSource.Range range => $" -s {range.Network}",
        PodSource.Interface name => $" -i \"{RuleComment.From(name.Name)}\"",
        PodSource.InterfacePrefix prefix => $" -i \"{RuleComment.From(prefix.Prefix)}+\"",
        _ => null,
    };

    /// <summary>See <see cref="Words.ToProxy"/>.</summary>
    private string ToProxy => _node.NodeAddresses.IsEmpty ? "REDIRECT --to-ports "
        : graph.Family == IpFamily.IPv4 ? $"DNAT --to-destination {_node.NodeAddresses[0]}:"
        : $"DNAT --to-destination [{_node.NodeAddresses[0]}]:";

    private static string To(Protocol protocol, int port)
    {
        string word = protocol == Protocol.Tcp ? "tcp" : "udp";
        return $"-p {word} -m {word} --dport {port}";
    }

    private static string Refuse(Protocol protocol) => protocol == Protocol.Tcp ? "REJECT --reject-with tcp-reset" : "REJECT";
}
