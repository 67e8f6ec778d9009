using System.Net;
using Proxier.Core.Graph;

namespace Proxier.Core.Conntrack;

/// <param name="Address">Null for a node port.</param>
internal readonly record struct FlowDestination(IPAddress? Address, ushort Port)
{
    public static FlowDestination Of(Frontend frontend) => new(frontend.Address, frontend.Port);
}
