using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Proxier.Backends.Userspace.Sockets;

/// <summary>
/// Datagrams with the local address that each came to, and goes out from: a client must be answered by the address that it asked. One for each
/// loop; its memory is pinned, and nothing is allocated for a datagram.
/// </summary>
internal sealed class Messages
{
    /// <summary>struct cmsghdr of 64-bit Linux: length, level, type.</summary>
    private const int HeaderSize = 16;
    private const int ControlSize = 64;

    /// <summary>struct in_pktinfo: interface, local address, destination of the header.</summary>
    private const int InfoSizeIPv4 = 12;

    /// <summary>struct in6_pktinfo: address, interface.</summary>
    private const int InfoSizeIPv6 = 20;

    private readonly byte[] _data;
    private readonly byte[] _control = GC.AllocateArray<byte>(ControlSize, pinned: true);
    private readonly SocketName[] _name = GC.AllocateArray<SocketName>(1, pinned: true);

    /// <summary>struct iovec: where, how much.</summary>
    private readonly nint[] _part = GC.AllocateArray<nint>(2, pinned: true);

    /// <param name="data">Pinned.</param>
    public Messages(byte[] data)
    {
        _data = data;
        _part[0] = Marshal.UnsafeAddrOfPinnedArrayElement(data, 0);
    }

    /// <summary>Of the last datagram that was received.</summary>
    public ref SocketName Sender => ref _name[0];

    /// <summary>Receives one datagram.</summary>
    /// <param name="local">The address of this host that it came to; port 0.</param>
    /// <returns>Its length; -1: errno says why not.</returns>
    public int Receive(int socket, out SocketName local)
    {
        _part[1] = _data.Length;
        Libc.MessageHeader header = Header(SocketName.Size, ControlSize);
        nint count = Libc.ReceiveMessage(socket, ref header, Numbers.DoNotWait);
        local = count < 0 ? default : LocalOf(_control.AsSpan(0, (int)header.ControlLength));
        return (int)count;
    }

    /// <summary>Sends the first bytes of the buffer. A datagram that the kernel does not take is lost, as datagrams are.</summary>
    public void Send(int socket, in SocketName to, in SocketName from, int length)
    {
        _part[1] = length;
        _name[0] = to;
        _ = Libc.SendMessage(socket, Header(to.Length, WriteLocal(from)), Numbers.DoNotWait | Numbers.NoSignal);
    }

    private Libc.MessageHeader Header(int nameLength, int controlLength) => new()
    {
        Name = Marshal.UnsafeAddrOfPinnedArrayElement(_name, 0),
        NameLength = nameLength,
        Parts = Marshal.UnsafeAddrOfPinnedArrayElement(_part, 0),
        PartCount = 1,
        Control = Marshal.UnsafeAddrOfPinnedArrayElement(_control, 0),
        ControlLength = controlLength,
    };

    private static SocketName LocalOf(ReadOnlySpan<byte> control)
    {
        var local = default(SocketName);
        if (control.Length < HeaderSize)
            return local;
        (int level, int type) = (BinaryPrimitives.ReadInt32LittleEndian(control[8..]), BinaryPrimitives.ReadInt32LittleEndian(control[12..]));
        ReadOnlySpan<byte> info = control[HeaderSize..];
        if (level == Numbers.LevelIPv4 && type == Numbers.PacketInfoIPv4)
        {
            local.Family = Numbers.FamilyIPv4;
            info.Slice(4, 4).CopyTo(SocketName.AddressBytes(ref local));
        }
        else if (level == Numbers.LevelIPv6 && type == Numbers.PacketInfoIPv6)
        {
            local.Family = Numbers.FamilyIPv6;
            info[..16].CopyTo(SocketName.AddressBytes(ref local));
            local.Scope = BinaryPrimitives.ReadUInt32LittleEndian(info[16..]);
        }

        return local;
    }

    /// <returns>Its length: CMSG_SPACE.</returns>
    private int WriteLocal(SocketName local)
    {
        if (local.Family == 0)
            return 0;
        bool isIPv4 = local.Family == Numbers.FamilyIPv4;
        int size = isIPv4 ? InfoSizeIPv4 : InfoSizeIPv6;
        Span<byte> control = _control;
        control.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(control, HeaderSize + size);
        BinaryPrimitives.WriteInt32LittleEndian(control[8..], isIPv4 ? Numbers.LevelIPv4 : Numbers.LevelIPv6);
        BinaryPrimitives.WriteInt32LittleEndian(control[12..], isIPv4 ? Numbers.PacketInfoIPv4 : Numbers.PacketInfoIPv6);
        Span<byte> info = control[HeaderSize..];
        SocketName.AddressBytes(ref local).CopyTo(isIPv4 ? info[4..] : info);
        if (!isIPv4 && info[0] == 0xfe && (info[1] & 0xc0) == 0x80) // link-local means nothing without its link
            BinaryPrimitives.WriteUInt32LittleEndian(info[16..], local.Scope);
        return HeaderSize + (size + 7) / 8 * 8;
    }
}
