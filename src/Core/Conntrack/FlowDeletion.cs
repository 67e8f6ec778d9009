using System.Globalization;
using System.Net;
using Proxier.Core.Commands;
using Proxier.Core.Objects;

namespace Proxier.Core.Conntrack;

/// <summary>All flows to one destination that one endpoint answers.</summary>
/// <param name="Endpoint">Null: whoever answers them, as the destination has no endpoint at all.</param>
internal sealed record FlowDeletion(IPEndPoint Destination, IPEndPoint? Endpoint)
{
    public Command ToCommand(IpFamily family)
    {
        List<string> arguments =
            ["-D", "-p", "udp", "-f", ConntrackFamily.Word(family), "-d", Destination.Address.ToString(), "--dport", Text(Destination.Port)];
        if (Endpoint is not null)
            arguments.AddRange(["-r", Endpoint.Address.ToString(), "--reply-port-src", Text(Endpoint.Port)]);
        return new Command("conntrack", arguments.ToEquatableArray());
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
