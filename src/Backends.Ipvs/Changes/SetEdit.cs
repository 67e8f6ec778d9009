using Proxier.Backends.Ipvs.Sets;

namespace Proxier.Backends.Ipvs.Changes;

/// <param name="IsAdded">False: it is removed.</param>
internal readonly record struct SetEdit(bool IsAdded, SetEntry Entry) : IComparable<SetEdit>
{
    /// <summary>Removals first and in the opposite order of sets; text decides within a set.</summary>
    public int CompareTo(SetEdit other)
    {
        if (IsAdded != other.IsAdded)
            return IsAdded ? 1 : -1;
        int order = Entry.Set.Order.CompareTo(other.Entry.Set.Order);
        return order == 0 ? string.CompareOrdinal(Entry.Member, other.Entry.Member) : IsAdded ? order : -order;
    }
}
