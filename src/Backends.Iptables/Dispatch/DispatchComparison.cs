namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>Collects the places of two trees that the trees do not share; children first.</summary>
internal sealed class DispatchComparison(int maxDepth)
{
    private readonly List<DispatchPlace> _old = [];
    private readonly List<DispatchPlace> _now = [];

    public IReadOnlyList<DispatchPlace> Old => _old;

    public IReadOnlyList<DispatchPlace> Now => _now;

    public void Compare(DispatchPlace? old, DispatchPlace? now)
    {
        if (old is not { } before || now is not { } after)
        {
            AddAll(_old, old);
            AddAll(_now, now);
        }
        else if (!before.IsWrittenLike(after, maxDepth))
        {
            CompareDifferent(before, after);
        }
    }

    private void CompareDifferent(DispatchPlace old, DispatchPlace now)
    {
        int oldLength = LengthOf(old), nowLength = LengthOf(now), common = old.Node.SomeKey.CommonLength(now.Node.SomeKey);
        if (common < Math.Min(oldLength, nowLength))
        {
            AddAll(_old, old);
            AddAll(_now, now);
            return;
        }

        List<DispatchPlace> oldBelow = [.. oldLength <= nowLength ? old.Children(maxDepth) : [old]];
        List<DispatchPlace> nowBelow = [.. nowLength <= oldLength ? now.Children(maxDepth) : [now]];
        int digit = Math.Min(oldLength, nowLength);
        foreach (DispatchPlace place in oldBelow)
            Compare(place, Find(nowBelow, place, digit));
        foreach (DispatchPlace place in nowBelow.Where(place => Find(oldBelow, place, digit) is null))
            AddAll(_now, place);
        if (oldLength <= nowLength)
            _old.Add(old);
        if (nowLength <= oldLength)
            _now.Add(now);
    }

    /// <summary>A leaf does not divide, so it is below every branch that it shares digits with.</summary>
    private static int LengthOf(DispatchPlace place) => place.Node is DispatchBranch branch ? branch.PrefixLength : int.MaxValue;

    private static DispatchPlace? Find(List<DispatchPlace> places, DispatchPlace like, int digit)
    {
        foreach (DispatchPlace place in places)
        {
            if (place.Node.SomeKey.Digit(digit) == like.Node.SomeKey.Digit(digit))
                return place;
        }

        return null;
    }

    private void AddAll(List<DispatchPlace> list, DispatchPlace? place)
    {
        if (place is not { } top)
            return;
        foreach (DispatchPlace child in top.Children(maxDepth))
            AddAll(list, child);
        list.Add(top);
    }
}
