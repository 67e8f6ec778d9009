using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <param name="Now">Null: the Service is gone.</param>
internal readonly record struct ServiceChange(ObjectName Name, ServiceObjects? Now)
{
    /// <summary>What differs by reference, ordered by name.</summary>
    /// <param name="all">Also what does not differ.</param>
    public static List<ServiceChange> Between(PagedArray<ServiceObjects> old, PagedArray<ServiceObjects> now, bool all)
    {
        var changes = new List<ServiceChange>();
        PageCursor<ServiceObjects> before = new(old), after = new(now);
        while (true)
        {
            if (!all)
                PageCursor<ServiceObjects>.SkipSame(ref before, ref after);
            if (before.IsAtEnd && after.IsAtEnd)
                return changes;
            int order = before.IsAtEnd ? 1 : after.IsAtEnd ? -1 : before.Current.Name.CompareTo(after.Current.Name);
            changes.Add(order < 0 ? new ServiceChange(before.Current.Name, null) : new ServiceChange(after.Current.Name, after.Current));
            if (order <= 0)
                before.Next();
            if (order >= 0)
                after.Next();
        }
    }
}
