using Proxier.Backends.Ipvs.Servers;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>A removed endpoint that keeps its connections.</summary>
/// <param name="RealServer">Its place.</param>
internal readonly record struct Drain(ServerKey Key, RealServer RealServer);
