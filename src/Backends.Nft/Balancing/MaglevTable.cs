using System.Buffers.Binary;
using System.Security.Cryptography;
using Proxier.Core;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft.Balancing;

/// <summary>
/// The lookup table of consistent hashing: "Maglev: A Fast and Reliable Software Network Load Balancer" (NSDI 2016), section 3.4. Each
/// endpoint has its own order of preference over the slots, and all take turns; when one leaves, few slots of the others change.
/// </summary>
internal static class MaglevTable
{
    /// <summary>
    /// Primes that fit the 16 bits of a slot number. The small one keeps shares within a few per cent of even up to a hundred endpoints;
    /// crossing from one to the other moves flows, which happens only around a total weight of a thousand.
    /// </summary>
    private static readonly int[] Sizes = [4093, 65521];

    private const int MostWeightForSmallTable = 1000;

    /// <param name="endpoints">Not empty.</param>
    public static EquatableArray<Endpoint> Build(EquatableArray<Endpoint> endpoints)
    {
        int size = endpoints.Sum(endpoint => endpoint.Weight) <= MostWeightForSmallTable ? Sizes[0] : Sizes[1];
        var preferences = endpoints.Select(endpoint => new Preference(endpoint, size)).ToArray();
        var table = new Endpoint?[size];
        for (int filled = 0; filled < size;)
        {
            foreach (Preference preference in preferences)
            {
                for (int turn = 0; turn < preference.Endpoint.Weight && filled < size; turn++, filled++)
                    table[preference.NextFree(table)] = preference.Endpoint;
            }
        }

        return table.Select(slot => slot!.Value).ToEquatableArray(); // the loop ends when every slot is filled
    }

    /// <summary>A permutation of the slots, made from the endpoint's address and port alone.</summary>
    private sealed class Preference
    {
        private readonly int _step;
        private readonly int _size;
        private int _next;

        public Preference(Endpoint endpoint, int size)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData([.. endpoint.Address.GetAddressBytes(), (byte)(endpoint.Port >> 8), (byte)endpoint.Port], hash);
            Endpoint = endpoint;
            _size = size;
            _next = (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)size);
            _step = (int)(BinaryPrimitives.ReadUInt32BigEndian(hash[4..]) % (uint)(size - 1)) + 1;
        }

        public Endpoint Endpoint { get; }

        public int NextFree(Endpoint?[] table)
        {
            while (table[_next] is not null)
                _next = (_next + _step) % _size;
            return _next;
        }
    }
}
