using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <param name="Now">Null: the Service is gone.</param>
internal readonly record struct ServiceChange(ObjectName Name, ServiceObjects? Now)
{
    /// <summary>What differs by reference, ordered by name.</summary>
    /// <param name="all">Also what does not differ.</param>
    public static List<ServiceChange> Between(EquatableArray<ServiceObjects> old, EquatableArray<ServiceObjects> now, bool all)
    {
        var changes = new List<ServiceChange>();
        int i = 0, j = 0;
        while (i < old.Count || j < now.Count)
        {
            if (!all && i < old.Count && j < now.Count && ReferenceEquals(old[i], now[j]))
            {
                i++;
                j++;
                continue;
            }

            int order = i == old.Count ? 1 : j == now.Count ? -1 : old[i].Name.CompareTo(now[j].Name);
            changes.Add(order < 0 ? new ServiceChange(old[i].Name, null) : new ServiceChange(now[j].Name, now[j]));
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return changes;
    }
}
