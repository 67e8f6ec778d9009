using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>
/// What a packet is looked up by, as a row of hexadecimal digits (4 bits each): address, protocol, port. A node port has no address.
/// </summary>
/// <param name="AddressDigits">8, 32 or none.</param>
internal readonly record struct DispatchKey(UInt128 Address, int AddressDigits, Protocol Protocol, ushort Port) : IComparable<DispatchKey>
{
    private const int PortDigits = 4;

    public static DispatchKey Of(IPAddress? address, Protocol protocol, ushort port) =>
        new(address?.ToNumber() ?? 0, address is null ? 0 : address.Family().BitCount() / 4, protocol, port);

    public int Length => AddressDigits + 1 + PortDigits;

    public int Digit(int index) =>
        index < AddressDigits ? (int)(Address >> (4 * (AddressDigits - 1 - index))) & 15
        : index == AddressDigits ? (int)Protocol
        : Port >> (4 * (Length - 1 - index)) & 15;

    /// <summary>How many digits both begin with.</summary>
    public int CommonLength(DispatchKey other)
    {
        int length = 0;
        while (length < Length && Digit(length) == other.Digit(length))
            length++;
        return length;
    }

    public IPAddress? ToAddress() => AddressDigits switch
    {
        0 => null,
        8 => new IPAddress(Bytes()[12..]),
        _ => new IPAddress(Bytes()),
    };

    public int CompareTo(DispatchKey other)
    {
        int order = Address.CompareTo(other.Address);
        if (order == 0)
            order = Protocol.CompareTo(other.Protocol);
        return order != 0 ? order : Port.CompareTo(other.Port);
    }

    private byte[] Bytes()
    {
        byte[] bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Address);
        return bytes;
    }
}
