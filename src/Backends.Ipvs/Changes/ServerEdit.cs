using Proxier.Backends.Ipvs.Servers;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Changes;

/// <summary>One command of ipvsadm.</summary>
/// <param name="Verb">Without the hyphen: A, E, D for virtual servers, a, e, d for real ones.</param>
/// <param name="Server">The new values where the verb writes some.</param>
/// <param name="RealServer">Null for the virtual server itself.</param>
internal sealed record ServerEdit(string Verb, ServerKey Key, VirtualServer? Server = null, RealServer? RealServer = null)
{
    public static ServerEdit Create(VirtualServer server) => new("A", server.Key, server);

    public static ServerEdit Change(VirtualServer server) => new("E", server.Key, server);

    public static ServerEdit Remove(ServerKey key) => new("D", key);

    public static ServerEdit Create(ServerKey key, RealServer real) => new("a", key, RealServer: real);

    public static ServerEdit Change(ServerKey key, RealServer real) => new("e", key, RealServer: real);

    public static ServerEdit Remove(ServerKey key, RealServer real) => new("d", key, RealServer: real);

    /// <summary>
    /// A removed endpoint of TCP keeps its connections and gets no new ones; other protocols do not say when a conversation is over, so
    /// theirs goes at once (kubernetes#99162).
    /// </summary>
    public static ServerEdit Retire(VirtualServer server, RealServer real) => CanDrain(server) ? Change(server.Key, real.Place) : Remove(server.Key, real);

    public static bool CanDrain(VirtualServer server) => server.Key.Protocol == Protocol.Tcp && server.Balancing.CanDrain;
}
