using System.Net;

namespace Proxier.Backends.Iptables.Chains;

/// <summary>KUBE-SEP: translates the destination to one endpoint.</summary>
/// <param name="Service">For comments; null without.</param>
/// <param name="ClientList">Remembers the client there; null without affinity.</param>
internal sealed record EndpointChain(string Name, string? Service, IPAddress Address, string Socket, string Protocol, string? ClientList) : ServiceChain(Name);
