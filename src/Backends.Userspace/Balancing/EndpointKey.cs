using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Balancing;

internal readonly record struct EndpointKey(UInt128 Address, ushort Port)
{
    public static EndpointKey Of(in SocketName name) => new(name.Key, name.Port);
}
