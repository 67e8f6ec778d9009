using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Proxyd.Page;

/// <summary>Explains connections by what the kernel is to hold. Sends no packet and asks no kernel.</summary>
internal sealed class PageExplainer(IProxyBackend backend, ILocalAddresses addresses, IServiceProvider services)
{
    /// <summary>Null: nothing was asked.</summary>
    public ExplainAnswer? Explain(PageQuery query, BuiltGraph built)
    {
        if (query.To.Length == 0)
            return null;
        if (services.GetService<IBackendExplainer>() is not { } explainer)
            return Problem($"The backend {backend.Name} does not explain itself.");
        if (!Enum.TryParse(query.Protocol, ignoreCase: true, out Protocol protocol) || !Enum.IsDefined(protocol))
            return Problem("The protocol is tcp, udp or sctp.");
        if (!IPEndPoint.TryParse(query.To, out IPEndPoint? to) || to.Port == 0)
            return Problem($"“{query.To}” is not an address with port, such as 10.96.0.10:53 or [fd00:10:96::a]:53.");
        FamilyGraph graph = built.Graph[to.Address.Family()];
        var host = new HostAddresses(graph.Node, addresses.Read(graph.Family));
        if (From(query.From, host) is not { } from || from.Family() != graph.Family)
            return Problem(query.From.Length == 0 ? $"No {graph.Family} address of this node is known." : $"“{query.From}” is not an {graph.Family} address.");
        var packet = new Packet(protocol, from, to.Address, (ushort)to.Port) { InInterface = query.InInterface.Length == 0 ? null : query.InInterface };
        PacketVerdict verdict = new PacketExplainer(graph, host, explainer.Habits).Explain(packet);
        return new ExplainAnswer(Explanation.Of(verdict, graph.Node, backend.Name, backend.Schedulers, explainer.ObjectsOf(graph, verdict)), "");
    }

    private static IPAddress? From(string text, HostAddresses host) =>
        text.Length == 0 ? (host.All.Count > 0 ? host.All[0] : null) : AddressText.TryParseAddress(text, out IPAddress address) ? address : null;

    private static ExplainAnswer Problem(string text) => new(null, text);
}
