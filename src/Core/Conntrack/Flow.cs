using System.Net;

namespace Proxier.Core.Conntrack;

/// <summary>One UDP flow of the kernel's connection tracking: who sent it, where to, and who answers it.</summary>
/// <param name="Id">Tells it from an earlier or later flow between the same ends.</param>
/// <param name="Zone">Of connection tracking; 0 unless rules say otherwise.</param>
public readonly record struct Flow(IPEndPoint Source, IPEndPoint Destination, IPEndPoint ReplySource, uint Id, ushort Zone = 0);
