using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Proxier.Core.Objects;

namespace Proxier.Core.Snapshots;

/// <summary>
/// Gives each address another one, always the same. Two addresses that begin with the same bits, and no more, have pseudonyms that do, so
/// ranges hold the pseudonyms of exactly those addresses that they held: Crypto-PAn, "Prefix-Preserving IP Address Anonymization" (Xu, Fan,
/// Ammar, Moon, 2002), with HMAC-SHA-256. The first 8 bits of IPv4 and 16 of IPv6 stay: they tell loopback, link-local and multicast.
/// </summary>
/// <param name="key">Whoever has it can find the addresses; forget it.</param>
public sealed class AddressPseudonyms(byte[] key)
{
    private readonly Dictionary<IPAddress, IPAddress> _known = [];

    public IPAddress Of(IPAddress address)
    {
        if (!_known.TryGetValue(address, out IPAddress? pseudonym))
            _known[address] = pseudonym = Make(address);
        return pseudonym;
    }

    public IPNetwork Of(IPNetwork range) => Of(range.BaseAddress).ToNetwork(range.PrefixLength);

    private IPAddress Make(IPAddress address)
    {
        int kept = address.Family() == IpFamily.IPv4 ? 8 : 16;
        byte[] bytes = address.GetAddressBytes(), pseudonym = address.GetAddressBytes();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return address;
        for (int bit = kept; bit < 8 * bytes.Length; bit++)
        {
            if (Flips(bytes, bit))
                pseudonym[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(pseudonym);
    }

    /// <summary>A bit that depends on the key and on the bits before this one.</summary>
    private bool Flips(byte[] address, int bit)
    {
        Span<byte> prefix = stackalloc byte[18];
        for (int i = 0; i < address.Length; i++)
            prefix[i] = (byte)(address[i] & (0xff00 >> Math.Clamp(bit - (8 * i), 0, 8)));
        prefix[16] = (byte)bit;
        prefix[17] = (byte)address.Length;
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, prefix, hash);
        return (BinaryPrimitives.ReadInt32BigEndian(hash) & 1) != 0;
    }
}
