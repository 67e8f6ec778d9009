using System.Buffers.Binary;
using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The header of the PROXY protocol, version 2 (https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt, section 2.2).</summary>
internal static class ProxyHeader
{
    public const int MaxLength = 52;

    private const byte VersionAndCommand = 0x21;
    private const byte TcpOverIPv4 = 0x11;
    private const byte TcpOverIPv6 = 0x21;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <param name="client">Who connected.</param>
    /// <param name="destination">The address of the service that it connected to.</param>
    /// <returns>How many bytes it is.</returns>
    public static int Write(Span<byte> into, SocketName client, SocketName destination)
    {
        bool isIPv4 = client.Family == Numbers.FamilyIPv4;
        int address = isIPv4 ? 4 : 16, start = Signature.Length + 4;
        Signature.CopyTo(into);
        into[Signature.Length] = VersionAndCommand;
        into[Signature.Length + 1] = isIPv4 ? TcpOverIPv4 : TcpOverIPv6;
        BinaryPrimitives.WriteUInt16BigEndian(into[(Signature.Length + 2)..], (ushort)(2 * address + 4));
        SocketName.AddressBytes(ref client).CopyTo(into[start..]);
        SocketName.AddressBytes(ref destination).CopyTo(into[(start + address)..]);
        BinaryPrimitives.WriteUInt16BigEndian(into[(start + 2 * address)..], client.Port);
        BinaryPrimitives.WriteUInt16BigEndian(into[(start + 2 * address + 2)..], destination.Port);
        return start + 2 * address + 4;
    }
}
