using System.Numerics;
using System.Runtime.InteropServices;
using Proxier.Core;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft.Balancing;

/// <summary>
/// Gives slots to endpoints so that one of n that comes or goes moves some ln n of the others; in sorted order it moves half of them. The
/// order is a function of the endpoints alone, so a restart finds what it would write. It is a hash table that is always full and in which
/// the entry of higher priority has its slot: its state does not depend on what came first ("Strongly History-Independent Hashing with
/// Applications", FOCS 2007). Where n passes a power of two, half of all move.
/// </summary>
internal static class SteadyOrder
{
    /// <param name="endpoints">Repetitions of one are neighbours.</param>
    public static EquatableArray<Endpoint> Of(EquatableArray<Endpoint> endpoints)
    {
        ulong[] hashes = HashesOf(endpoints);
        ulong[] priorities = [.. hashes.Select(Mix)];
        int[] byPriority = [.. Enumerable.Range(0, endpoints.Count)];
        Array.Sort(priorities, byPriority);

        var slots = new Endpoint[endpoints.Count];
        var taken = new bool[endpoints.Count];
        foreach (int index in byPriority)
        {
            int slot = FirstFree(hashes[index], taken);
            (slots[slot], taken[slot]) = (endpoints[index], true);
        }

        return new EquatableArray<Endpoint>(ImmutableCollectionsMarshal.AsImmutableArray(slots));
    }

    private static ulong[] HashesOf(EquatableArray<Endpoint> endpoints)
    {
        var hashes = new ulong[endpoints.Count];
        int repetition = 0;
        for (int i = 0; i < hashes.Length; i++)
        {
            Endpoint endpoint = endpoints[i];
            repetition = i > 0 && endpoints[i - 1] == endpoint ? repetition + 1 : 0;
            UInt128 address = endpoint.Address.ToNumber();
            hashes[i] = Mix((ulong)address + Mix((ulong)(address >> 64) + Mix(((ulong)repetition << 16) + endpoint.Port)));
        }

        return hashes;
    }

    /// <summary>Slots in an order that is the endpoint's own. While their number stays below the same power of two, others come in between and none changes places.</summary>
    private static int FirstFree(ulong hash, bool[] taken)
    {
        int mask = (int)BitOperations.RoundUpToPowerOf2((uint)taken.Length) - 1;
        for (ulong attempt = 1; ; attempt++)
        {
            int slot = (int)Mix(hash + attempt) & mask;
            if (slot < taken.Length && !taken[slot])
                return slot;
        }
    }

    /// <summary>SplitMix64 ("Fast splittable pseudorandom number generators", OOPSLA 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
