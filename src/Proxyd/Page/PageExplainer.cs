using System.Net;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Proxyd.Page;

/// <summary>Explains connections by what the kernel is to hold. Sends no packet and asks no kernel.</summary>
internal sealed class PageExplainer(IProxyBackend backend, IBackendExplainer explainer, ILocalAddresses addresses)
{
    /// <summary>Null: nothing was asked.</summary>
    public ExplainAnswer? Explain(PageQuery query, BuiltGraph built)
    {
        if (query.To.Length == 0)
            return null;
        if (!Enum.TryParse(query.Protocol, ignoreCase: true, out Protocol protocol) || !Enum.IsDefined(protocol))
            return Problem("The protocol is tcp, udp or sctp.");
        if (!AddressText.TryParseSocket(query.To, out IPEndPoint to))
            return Problem($"“{query.To}” is not an address with port, such as 10.96.0.10:53 or [fd00:10:96::a]:53.");
        FamilyGraph graph = built.Graph[to.Address.Family()];
        var host = new HostAddresses(graph.Node, addresses.Read(graph.Family));
        var packets = new PacketExplainer(graph, host, explainer.Habits);
        if (From(query.From, packets, to.Address) is not { } from || from.Family() != graph.Family)
            return Problem(query.From.Length == 0 ? $"No {graph.Family} address of this node is known." : $"“{query.From}” is not an {graph.Family} address.");
        var packet = new Packet(protocol, from, to.Address, (ushort)to.Port) { InInterface = query.InInterface.Length == 0 ? null : query.InInterface };
        return new ExplainAnswer(Explanation.Of(packets.Explain(packet), graph, backend, explainer), "");
    }

    private static IPAddress? From(string text, PacketExplainer packets, IPAddress to) =>
        text.Length == 0 ? packets.SourceOfNode(to) : AddressText.TryParseAddress(text, out IPAddress address) ? address : null;

    private static ExplainAnswer Problem(string text) => new(null, text);
}
