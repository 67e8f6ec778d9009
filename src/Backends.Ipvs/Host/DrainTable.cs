using Proxier.Backends.Ipvs.Changes;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>The removed endpoints of one family that still have weight 0 in the kernel, and since when. Not safe for several threads.</summary>
internal sealed class DrainTable(TimeProvider time)
{
    private readonly Dictionary<Drain, long> _since = [];

    public int Count => _since.Count;

    public bool Contains(Drain drain) => _since.ContainsKey(drain);

    /// <summary>Exactly these are there; those that were known before keep their time.</summary>
    public void Set(IEnumerable<Drain> drains)
    {
        HashSet<Drain> there = [.. drains];
        foreach (Drain gone in _since.Keys.Where(known => !there.Contains(known)).ToArray())
            _since.Remove(gone);
        foreach (Drain drain in there)
            _since.TryAdd(drain, time.GetTimestamp());
    }

    /// <summary>Follows what was done.</summary>
    public void Follow(IpvsChange change)
    {
        foreach (ServerEdit edit in change.Served)
        {
            if (edit.RealServer is not { } real)
                continue;
            var drain = new Drain(edit.Key, real.Place);
            if (edit.Verb == "e" && real.Weight == 0)
                _since.TryAdd(drain, time.GetTimestamp());
            else
                _since.Remove(drain);
        }

        HashSet<Servers.ServerKey> withdrawn = [.. change.Withdrawn.Select(edit => edit.Key)];
        foreach (Drain gone in withdrawn.Count == 0 ? [] : _since.Keys.Where(drain => withdrawn.Contains(drain.Key)).ToArray())
            _since.Remove(gone);
    }

    /// <summary>An endpoint that returns while it drains is still there, so it gets its weight back instead of being created.</summary>
    public IpvsChange Adjust(IpvsChange change) => _since.Count == 0 ? change : change with
    {
        Served = [.. change.Served.Select(edit =>
            edit is { Verb: "a", RealServer: { } real } && Contains(new Drain(edit.Key, real.Place)) ? ServerEdit.Change(edit.Key, real) : edit)],
    };

    /// <summary>Those without connections, and those whose time is over.</summary>
    /// <param name="connections">How many each real server of the kernel has.</param>
    public IReadOnlyList<ServerEdit> Done(IReadOnlyDictionary<Drain, long> connections, TimeSpan limit) => [.. _since
        .Where(drain => connections.TryGetValue(drain.Key, out long count) && (count == 0 || time.GetElapsedTime(drain.Value) >= limit))
        .Select(drain => ServerEdit.Remove(drain.Key.Key, drain.Key.RealServer))
        .OrderBy(edit => edit.Key).ThenBy(edit => edit.RealServer!.Value.Socket, StringComparer.Ordinal)]; // all are about real servers

    public void Forget(IEnumerable<ServerEdit> removed)
    {
        foreach (ServerEdit edit in removed)
            _since.Remove(new Drain(edit.Key, edit.RealServer!.Value.Place)); // as above
    }
}
