namespace Proxier.Backends.Userspace.Balancing;

/// <summary>
/// Highest-random-weight hashing: each client ranks all endpoints, and when one leaves only its own clients move. The same in every process.
/// </summary>
internal static class Rendezvous
{
    /// <summary>The higher, the better; a weight of 2 wins twice as often as one of 1.</summary>
    public static double Score(Client client, EndpointKey endpoint, int weight)
    {
        ulong hash = Mix((ulong)client.Address ^ Mix((ulong)(client.Address >> 64) + client.Port));
        hash = Mix(hash ^ Mix((ulong)endpoint.Address ^ Mix((ulong)(endpoint.Address >> 64) + endpoint.Port)));
        double uniform = ((hash >> 11) + 0.5) / (1UL << 53);
        return -weight / Math.Log(uniform);
    }

    /// <summary>The finalizer of SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
