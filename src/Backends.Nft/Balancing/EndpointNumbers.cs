using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft.Balancing;

/// <summary>
/// The numbers by which an affinity map remembers endpoints: 31 bits of a hash of address and port, the highest bit set so that no
/// slot number looks like one. They do not depend on the other endpoints, so they outlive changes and restarts.
/// </summary>
internal static class EndpointNumbers
{
    /// <summary>Numbers the endpoints of all pools of a service port; on a collision the later one in order takes the next free number.</summary>
    public static IReadOnlyDictionary<(IPAddress Address, ushort Port), ClassId> Assign(IEnumerable<Endpoint> endpoints)
    {
        var numbers = new Dictionary<(IPAddress, ushort), ClassId>();
        var taken = new HashSet<uint>();
        foreach (Endpoint endpoint in endpoints)
        {
            if (numbers.ContainsKey((endpoint.Address, endpoint.Port)))
                continue;
            uint number = Hash(endpoint);
            while (!taken.Add(number))
                number = unchecked(number + 1) | 0x8000_0000;
            numbers[(endpoint.Address, endpoint.Port)] = new ClassId(number);
        }

        return numbers;
    }

    private static uint Hash(Endpoint endpoint)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. endpoint.Address.GetAddressBytes(), (byte)(endpoint.Port >> 8), (byte)endpoint.Port], hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) | 0x8000_0000;
    }
}
