using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using Proxier.Core.Conntrack;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Netlink;

/// <summary>Writes and reads messages of connection tracking (linux/netfilter/nfnetlink_conntrack.h). Numbers in attributes are big-endian.</summary>
internal static class ConntrackMessages
{
    private const ushort Get = 1 << 8 | 1;
    private const ushort DeleteOne = 1 << 8 | 2;
    private const ushort New = 1 << 8;
    private const ushort Error = 2;
    private const ushort Done = 3;
    private const ushort Request = 0x1;
    private const ushort Acknowledge = 0x4;
    private const ushort WholeTable = 0x300;

    private const int TupleOriginal = 1, TupleReply = 2, IdOfFlow = 12, ZoneOfFlow = 18;
    private const int TupleIP = 1, TuplePorts = 2, TupleZone = 3;
    private const int ProtocolNumber = 1, SourcePort = 2, DestinationPort = 3;
    private const byte Udp = 17;

    private const int HeaderLength = 16;
    private const int FamilyHeaderLength = 4;

    /// <summary>The flows of all protocols: only kernels from 5.8 on can be asked for one of them.</summary>
    public static byte[] Dump(IpFamily family) => new NetlinkMessage(Get, Request | WholeTable, Number(family)).ToArray();

    /// <summary>A flow that has another id is left alone, and the answer is ENOENT. Without the tuple the kernel would delete every flow.</summary>
    public static byte[] Delete(IpFamily family, Flow flow)
    {
        var message = new NetlinkMessage(DeleteOne, Request | Acknowledge, Number(family));
        int first = family == IpFamily.IPv4 ? 1 : 3;
        message.Nest(TupleOriginal, tuple => tuple
            .Nest(TupleIP, ip => ip.Add(first, flow.Source.Address.GetAddressBytes()).Add(first + 1, flow.Destination.Address.GetAddressBytes()))
            .Nest(TuplePorts, ports => ports.Add(ProtocolNumber, [Udp]).Add(SourcePort, BigEndian((ushort)flow.Source.Port)).Add(DestinationPort, BigEndian((ushort)flow.Destination.Port))));
        var id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, flow.Id);
        message.Add(IdOfFlow, id);
        if (flow.Zone != 0)
            message.Add(ZoneOfFlow, BigEndian(flow.Zone));
        return message.ToArray();
    }

    /// <summary>Adds the UDP flows of a datagram. True: it was the last one.</summary>
    /// <param name="error">An error number; 0: none.</param>
    public static bool Read(ReadOnlySpan<byte> datagram, IpFamily family, List<Flow> flows, out int error)
    {
        error = 0;
        while (datagram.Length >= HeaderLength)
        {
            int length = MemoryMarshal.Read<int>(datagram);
            if (length < HeaderLength || length > datagram.Length)
                break;
            ReadOnlySpan<byte> body = datagram[HeaderLength..length];
            switch (MemoryMarshal.Read<ushort>(datagram[4..]))
            {
                // Both begin with an error number, negated.
                case Error or Done:
                    error = body.Length >= sizeof(int) ? -MemoryMarshal.Read<int>(body) : 0;
                    return true;
                case New when body.Length >= FamilyHeaderLength && body[0] == Number(family) && TryRead(body[FamilyHeaderLength..], out Flow flow):
                    flows.Add(flow);
                    break;
            }

            datagram = datagram[Math.Min(NetlinkMessage.Aligned(length), datagram.Length)..];
        }

        return false;
    }

    private static bool TryRead(ReadOnlySpan<byte> attributes, out Flow flow)
    {
        flow = default;
        ReadOnlySpan<byte> original = NetlinkMessage.Find(attributes, TupleOriginal), id = NetlinkMessage.Find(attributes, IdOfFlow);
        if (id.Length != sizeof(uint)
            || !TryEnds(original, out IPEndPoint? source, out IPEndPoint? destination)
            || !TryEnds(NetlinkMessage.Find(attributes, TupleReply), out IPEndPoint? replySource, out _))
            return false;
        flow = new Flow(source, destination, replySource, BinaryPrimitives.ReadUInt32BigEndian(id), Zone(attributes, original));
        return true;
    }

    /// <summary>It is told for both directions together, or within each where they differ.</summary>
    private static ushort Zone(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> original)
    {
        ReadOnlySpan<byte> both = NetlinkMessage.Find(attributes, ZoneOfFlow), one = NetlinkMessage.Find(original, TupleZone);
        return both.Length == sizeof(ushort) ? BinaryPrimitives.ReadUInt16BigEndian(both)
            : one.Length == sizeof(ushort) ? BinaryPrimitives.ReadUInt16BigEndian(one) : (ushort)0;
    }

    private static bool TryEnds(
        ReadOnlySpan<byte> tuple, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPEndPoint? source, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPEndPoint? destination)
    {
        (source, destination) = (null, null);
        ReadOnlySpan<byte> ip = NetlinkMessage.Find(tuple, TupleIP), ports = NetlinkMessage.Find(tuple, TuplePorts);
        if (NetlinkMessage.Find(ports, ProtocolNumber) is not [Udp])
            return false;
        source = End(ip, ports, offset: 0);
        destination = End(ip, ports, offset: 1);
        return source is not null && destination is not null;
    }

    /// <param name="offset">0: the source; 1: the destination, whose attributes have the next number.</param>
    private static IPEndPoint? End(ReadOnlySpan<byte> ip, ReadOnlySpan<byte> ports, int offset)
    {
        ReadOnlySpan<byte> ipv4 = NetlinkMessage.Find(ip, 1 + offset), ipv6 = NetlinkMessage.Find(ip, 3 + offset), port = NetlinkMessage.Find(ports, SourcePort + offset);
        ReadOnlySpan<byte> address = ipv4.Length == 4 ? ipv4 : ipv6;
        return address.Length is 4 or 16 && port.Length == sizeof(ushort) ? new IPEndPoint(new IPAddress(address), BinaryPrimitives.ReadUInt16BigEndian(port)) : null;
    }

    private static byte[] BigEndian(ushort number) => [(byte)(number >> 8), (byte)number];

    private static byte Number(IpFamily family) => family == IpFamily.IPv4 ? (byte)2 : (byte)10;
}
