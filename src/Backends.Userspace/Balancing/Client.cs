namespace Proxier.Backends.Userspace.Balancing;

/// <summary>Who connects: the address in network order, and the port.</summary>
internal readonly record struct Client(UInt128 Address, ushort Port);
