using System.Runtime.InteropServices;
using System.Text;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Netlink;

/// <summary>
/// Reads the messages in which the kernel reports commits to nftables rules (linux/netfilter/nf_tables.h): one for each object, then
/// NEWGEN, which ends the commit.
/// </summary>
internal static class NftablesMessages
{
    private const int HeaderLength = 16;
    private const int FamilyHeaderLength = 4;
    private const int AttributeHeaderLength = 4;
    private const byte SubsystemNftables = 10;
    private const byte MessageNewGeneration = 15;
    private const byte FamilyIPv4 = 2;
    private const byte FamilyIPv6 = 10;

    /// <summary>The table's name is attribute 1 of every kind of object.</summary>
    private const int AttributeTable = 1;

    /// <summary>Adds what a datagram says to what its commit has touched so far; calls <paramref name="committed"/> for each commit that ends.</summary>
    public static void Read(ReadOnlySpan<byte> datagram, string table, HashSet<IpFamily> touched, Action committed)
    {
        ReadOnlySpan<byte> name = Encoding.UTF8.GetBytes(table);
        while (datagram.Length >= HeaderLength)
        {
            int length = MemoryMarshal.Read<int>(datagram);
            if (length < HeaderLength || length > datagram.Length)
                return;
            ushort type = MemoryMarshal.Read<ushort>(datagram[4..]);
            if (type >> 8 == SubsystemNftables)
                ReadMessage((byte)type, datagram[HeaderLength..length], name, touched, committed);
            datagram = datagram[Math.Min(Aligned(length), datagram.Length)..];
        }
    }

    private static void ReadMessage(byte type, ReadOnlySpan<byte> body, ReadOnlySpan<byte> table, HashSet<IpFamily> touched, Action committed)
    {
        if (type == MessageNewGeneration)
            committed();
        else if (body.Length > FamilyHeaderLength && FamilyOf(body[0]) is { } family && TableOf(body[FamilyHeaderLength..]).SequenceEqual(table))
            touched.Add(family);
    }

    private static IpFamily? FamilyOf(byte number) => number switch
    {
        FamilyIPv4 => IpFamily.IPv4,
        FamilyIPv6 => IpFamily.IPv6,
        _ => null,
    };

    private static ReadOnlySpan<byte> TableOf(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= AttributeHeaderLength)
        {
            int length = MemoryMarshal.Read<ushort>(attributes);
            if (length < AttributeHeaderLength || length > attributes.Length)
                break;
            if (MemoryMarshal.Read<ushort>(attributes[2..]) == AttributeTable)
                return attributes[AttributeHeaderLength..length].TrimEnd((byte)0);
            attributes = attributes[Math.Min(Aligned(length), attributes.Length)..];
        }

        return [];
    }

    private static int Aligned(int length) => (length + 3) & ~3;
}
