using System.Collections.Immutable;
using Proxier.Backends.Ipvs.Sets;

namespace Proxier.Backends.Ipvs;

/// <summary>How many frontends and endpoints want each member of the shared sets. A change costs in proportion to itself.</summary>
internal sealed record SharedUses(ImmutableDictionary<SetEntry, int> Counts)
{
    public static SharedUses Of(Content all) =>
        new(all.Entries.Where(entry => entry.Key.Set.IsShared).ToImmutableDictionary(entry => entry.Key, entry => entry.Value));

    public SharedUses With(Content gone, Content come)
    {
        ImmutableDictionary<SetEntry, int>.Builder counts = Counts.ToBuilder();
        Add(counts, gone, -1);
        Add(counts, come, 1);
        return new SharedUses(counts.ToImmutable());
    }

    public bool Has(SetEntry entry) => Counts.ContainsKey(entry);

    private static void Add(ImmutableDictionary<SetEntry, int>.Builder counts, Content content, int sign)
    {
        foreach ((SetEntry entry, int count) in content.Entries.Where(entry => entry.Key.Set.IsShared))
        {
            int sum = counts.GetValueOrDefault(entry) + (sign * count);
            if (sum == 0)
                counts.Remove(entry);
            else
                counts[entry] = sum;
        }
    }
}
