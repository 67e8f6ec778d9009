using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Proxier.Core.Objects;

public static class Addresses
{
    public static IpFamily Family(this IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? IpFamily.IPv4 : IpFamily.IPv6;

    public static IpFamily Family(this IPNetwork network) => network.BaseAddress.Family();

    /// <summary>Bits of an address: 32 or 128.</summary>
    public static int BitCount(this IpFamily family) => family == IpFamily.IPv4 ? 32 : 128;

    /// <summary>For comparing addresses of one family in order.</summary>
    public static UInt128 ToNumber(this IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int length);
        return length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>The range of this prefix length that holds the address.</summary>
    public static IPNetwork ToNetwork(this IPAddress address, int prefixLength)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int length);
        for (int i = 0; i < length; i++)
            bytes[i] &= (byte)(0xff00 >> Math.Clamp(prefixLength - (8 * i), 0, 8));
        return new IPNetwork(new IPAddress(bytes[..length]), prefixLength);
    }

    /// <summary>The range that holds this address alone.</summary>
    public static IPNetwork ToNetwork(this IPAddress address) => new(address, address.Family().BitCount());

    public static bool Contains(this IPNetwork outer, IPNetwork inner) =>
        outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    /// <summary>Those that no other one contains, in order: nft refuses overlapping ranges or not, depending on the order.</summary>
    public static EquatableArray<IPNetwork> Outermost(this IEnumerable<IPNetwork> ranges)
    {
        var outermost = new List<IPNetwork>();
        foreach (IPNetwork range in ranges.OrderBy(range => range.Family()).ThenBy(range => range.BaseAddress.ToNumber()).ThenBy(range => range.PrefixLength))
        {
            // In this order a range comes after everything that contains it, and before anything disjoint from its container.
            if (outermost.Count == 0 || !outermost[^1].Contains(range))
                outermost.Add(range);
        }

        return outermost.ToEquatableArray();
    }
}
