using System.Net;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs.Servers;

/// <param name="Weight">0: keeps its connections and gets no new ones.</param>
internal readonly record struct RealServer(IPAddress Address, ushort Port, int Weight)
{
    public string Socket => RuleWords.Socket(Address, Port);

    /// <summary>What it is, whatever its weight.</summary>
    public RealServer Place => this with { Weight = 0 };
}
