namespace Proxier.Manifests.Folder;

/// <summary>Which files hold which objects. Of several files with the same object the first by name counts.</summary>
internal sealed class ObjectClaims
{
    private readonly Dictionary<ObjectKey, Claim> _claims = [];
    private readonly Dictionary<ObjectKey, object?> _before = [];

    public int Count => _claims.Count;

    public object? Of(ObjectKey key, string file)
    {
        for (Claim? claim = _claims.GetValueOrDefault(key); claim is not null; claim = claim.Next)
        {
            if (claim.File == file)
                return claim.Value;
        }

        return null;
    }

    /// <summary>The files that hold the object, in the order in which they count.</summary>
    public IEnumerable<string> FilesOf(ObjectKey key)
    {
        for (Claim? claim = _claims.GetValueOrDefault(key); claim is not null; claim = claim.Next)
            yield return claim.File;
    }

    /// <param name="value">Null: the file no longer holds the object.</param>
    public void Set(ObjectKey key, string file, object? value)
    {
        Claim? first = _claims.GetValueOrDefault(key);
        _before.TryAdd(key, first?.Value);
        first = Without(first, file);
        if (value is not null)
            first = With(first, file, value);
        if (first is null)
            _claims.Remove(key);
        else
            _claims[key] = first;
    }

    /// <summary>What counts now and did not before the last call; null for objects that are gone.</summary>
    public List<(ObjectKey Key, object? Value)> TakeChanges()
    {
        List<(ObjectKey Key, object? Value)> changes = [];
        foreach ((ObjectKey key, object? before) in _before)
        {
            object? now = _claims.GetValueOrDefault(key)?.Value;
            if (!Equals(before, now))
                changes.Add((key, now));
        }

        _before.Clear();
        return changes;
    }

    private static Claim? Without(Claim? claim, string file)
    {
        if (claim is null || claim.File == file)
            return claim?.Next;
        return claim with { Next = Without(claim.Next, file) };
    }

    private static Claim With(Claim? claim, string file, object value) =>
        claim is null || string.CompareOrdinal(file, claim.File) < 0
            ? new Claim(file, value, claim)
            : claim with { Next = With(claim.Next, file, value) };

    private sealed record Claim(string File, object Value, Claim? Next);
}
