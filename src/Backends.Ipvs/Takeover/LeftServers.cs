using System.Net;
using Proxier.Backends.Ipvs.Servers;

namespace Proxier.Backends.Ipvs.Takeover;

/// <param name="Bound">Addresses of kube-ipvs0.</param>
/// <param name="Servers">Those that the record knows; null: nobody can be asked.</param>
/// <param name="IsLinkUnused">kube-ipvs0 is there, and the other family has no address on it.</param>
/// <param name="Sets">Their names.</param>
internal sealed record LeftServers(IReadOnlyList<IPAddress> Bound, IReadOnlyList<ServerKey>? Servers, bool IsLinkUnused, IReadOnlyList<string> Sets);
