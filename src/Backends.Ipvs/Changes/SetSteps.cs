using System.Net;
using Proxier.Backends.Ipvs.Sets;

namespace Proxier.Backends.Ipvs.Changes;

/// <summary>When each set member comes and goes.</summary>
/// <param name="Filled">Before virtual servers are made: the sets are also the record of whose they are.</param>
/// <param name="Opened">When virtual servers are there: without one, what passes would reach this node's own ports.</param>
/// <param name="Closed">While virtual servers are still there, for the same reason.</param>
/// <param name="Cleared">When virtual servers are gone.</param>
internal sealed record SetSteps(IReadOnlyList<SetEdit> Filled, IReadOnlyList<SetEdit> Opened, IReadOnlyList<SetEdit> Closed, IReadOnlyList<SetEdit> Cleared)
{
    /// <summary>
    /// What is new comes before the real servers change, and what is gone goes after. Exceptions from masquerading are the other way round
    /// for what stays, because a connection that is masqueraded without need is answered, and one that is not may get lost.
    /// </summary>
    /// <param name="added">Distinct.</param>
    /// <param name="removed">Distinct.</param>
    /// <param name="isThere">Whether an entry is there before the change.</param>
    /// <param name="isBoundBefore">Whether kube-ipvs0 holds the address before the change.</param>
    /// <param name="isBoundAfter">The same afterwards.</param>
    public static SetSteps Of(
        IReadOnlyCollection<SetEntry> added, IReadOnlyCollection<SetEntry> removed, Func<SetEntry, bool> isThere,
        Func<IPAddress, bool> isBoundBefore, Func<IPAddress, bool> isBoundAfter)
    {
        HashSet<SetEntry> gone = [.. removed];
        List<SetEdit> filled = [], opened = [], closed = [], cleared = [];
        foreach (SetEntry entry in added)
        {
            bool isLateException = entry.General is { } general && isThere(general);
            List<SetEdit> step = isLateException ? cleared : IsOpen(entry, isBoundBefore) ? opened : filled;
            step.Add(new SetEdit(true, entry));
        }

        foreach (SetEntry entry in removed)
        {
            bool isEarlyException = entry.General is { } general && isThere(general) && !gone.Contains(general);
            List<SetEdit> step = isEarlyException ? filled : IsOpen(entry, isBoundAfter) ? closed : cleared;
            step.Add(new SetEdit(false, entry));
        }

        return new SetSteps([.. filled.Order()], [.. opened.Order()], [.. closed.Order()], [.. cleared.Order()]);
    }

    private static bool IsOpen(SetEntry entry, Func<IPAddress, bool> isBound) => entry.Set.LetsThrough && entry.Address is { } address && isBound(address);
}
