using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>What one packet is looked up by; may belong to one service port only.</summary>
/// <param name="Address">Null for a NodePort.</param>
internal readonly record struct FrontendKey(IPAddress? Address, Protocol Protocol, ushort Port)
{
    public static FrontendKey Of(Frontend frontend) => new(frontend.Address, frontend.Protocol, frontend.Port);

    public override string ToString()
    {
        string protocol = Protocol.ToString().ToUpperInvariant();
        return Address is null ? $"node port {Port}/{protocol}"
            : Address.Family() == IpFamily.IPv4 ? $"{Address}:{Port}/{protocol}"
            : $"[{Address}]:{Port}/{protocol}";
    }
}
