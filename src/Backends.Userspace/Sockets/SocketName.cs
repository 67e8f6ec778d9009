using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Proxier.Backends.Userspace.Sockets;

/// <summary>An address and port as the kernel takes it: struct sockaddr_in or sockaddr_in6, in network byte order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SocketName
{
    public const int Size = 28;
    private const int SizeIPv4 = 16;

    public ushort Family;
    private ushort _port;
    private uint _addressOrFlow;
    private uint _a, _b, _c, _d;
    public uint Scope;

    /// <summary>Of this name, in bytes.</summary>
    public readonly int Length => Family == Numbers.FamilyIPv4 ? SizeIPv4 : Size;

    public readonly ushort Port => BinaryPrimitives.ReverseEndianness(_port);

    /// <summary>The address alone, to look it up by; equal addresses of one family have equal keys.</summary>
    public readonly UInt128 Key => Family == Numbers.FamilyIPv4
        ? _addressOrFlow
        : new UInt128(((ulong)_a << 32) | _b, ((ulong)_c << 32) | _d);

    public static SocketName Of(IPAddress address, ushort port)
    {
        var name = new SocketName
        {
            Family = address.AddressFamily == AddressFamily.InterNetwork ? Numbers.FamilyIPv4 : Numbers.FamilyIPv6,
            _port = BinaryPrimitives.ReverseEndianness(port),
        };
        if (name.Family == Numbers.FamilyIPv6)
            name.Scope = (uint)address.ScopeId;
        address.TryWriteBytes(AddressBytes(ref name), out _);
        return name;
    }

    /// <summary>The bytes of the address, 4 or 16, in network order.</summary>
    public static Span<byte> AddressBytes(ref SocketName name)
    {
        Span<byte> all = MemoryMarshal.AsBytes(new Span<SocketName>(ref name));
        return name.Family == Numbers.FamilyIPv4 ? all.Slice(4, 4) : all.Slice(8, 16);
    }

    public override string ToString() => new IPEndPoint(new IPAddress(AddressBytes(ref this)), Port).ToString();
}
