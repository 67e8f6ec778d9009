using System.Net;

namespace Proxier.Core.Graph;

/// <param name="Weight">Share of new connections relative to the rest of the pool, 1 to 256.</param>
/// <param name="IsLocal">Runs on this node.</param>
public readonly record struct Endpoint(IPAddress Address, ushort Port, bool IsLocal, int Weight = 1);
