namespace Proxier.Core.Objects;

/// <summary>What readers find wrong now, by file or object, in that order. Safe for several threads.</summary>
public sealed class InputFindings
{
    /// <summary>Texts kept, of all sources together; what is beyond is only counted.</summary>
    internal const int MaxKept = 1000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (IReadOnlyList<string> Kept, int Count)> _sources = new(StringComparer.Ordinal);
    private int _kept;
    private int _count;

    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    /// <summary>Replaces all that was found in a file or object before.</summary>
    /// <param name="findings">None: it is in order, or gone.</param>
    public void Set(string source, IReadOnlyCollection<string> findings)
    {
        lock (_lock)
        {
            if (_sources.Remove(source, out (IReadOnlyList<string> Kept, int Count) before))
                (_kept, _count) = (_kept - before.Kept.Count, _count - before.Count);
            if (findings.Count == 0)
                return;
            string[] kept = [.. findings.Take(MaxKept - _kept)];
            _sources[source] = (kept, findings.Count);
            (_kept, _count) = (_kept + kept.Length, _count + findings.Count);
        }
    }

    public IReadOnlyList<string> First(int count)
    {
        lock (_lock)
            return [.. _sources.Values.SelectMany(source => source.Kept).Take(count)];
    }
}
