using System.Runtime.InteropServices;

namespace Proxier.Kernel.Netlink;

/// <summary>One message to netfilter, with its attributes (linux/netlink.h, linux/netfilter/nfnetlink.h).</summary>
internal sealed class NetlinkMessage
{
    private const int AttributeHeaderLength = 4;
    private const ushort Nested = 0x8000;
    private const ushort TypeMask = 0x3fff;

    private readonly List<byte> _bytes;

    /// <param name="family">An address family, for struct nfgenmsg.</param>
    public NetlinkMessage(ushort type, ushort flags, byte family)
    {
        _bytes = [0, 0, 0, 0, .. Bytes(type), .. Bytes(flags), 0, 0, 0, 0, 0, 0, 0, 0, family, 0, 0, 0];
    }

    public NetlinkMessage Add(int type, ReadOnlySpan<byte> value)
    {
        _bytes.AddRange(Bytes((ushort)(AttributeHeaderLength + value.Length)));
        _bytes.AddRange(Bytes((ushort)type));
        _bytes.AddRange(value);
        Align();
        return this;
    }

    /// <summary>An attribute that consists of those that are added meanwhile.</summary>
    public NetlinkMessage Nest(int type, Action<NetlinkMessage> add)
    {
        int start = _bytes.Count;
        _bytes.AddRange([0, 0, .. Bytes((ushort)(type | Nested))]);
        add(this);
        Write(start, Bytes((ushort)(_bytes.Count - start)));
        return this;
    }

    public byte[] ToArray()
    {
        Write(0, BitConverter.GetBytes(_bytes.Count));
        return [.. _bytes];
    }

    /// <summary>The value of the first attribute of a type; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> attributes, int type)
    {
        while (attributes.Length >= AttributeHeaderLength)
        {
            int length = MemoryMarshal.Read<ushort>(attributes);
            if (length < AttributeHeaderLength || length > attributes.Length)
                break;
            if ((MemoryMarshal.Read<ushort>(attributes[2..]) & TypeMask) == type)
                return attributes[AttributeHeaderLength..length];
            attributes = attributes[Math.Min(Aligned(length), attributes.Length)..];
        }

        return [];
    }

    public static int Aligned(int length) => (length + 3) & ~3;

    private static byte[] Bytes(ushort number) => BitConverter.GetBytes(number);

    private void Write(int at, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
            _bytes[at + i] = bytes[i];
    }

    private void Align()
    {
        while (_bytes.Count % 4 != 0)
            _bytes.Add(0);
    }
}
