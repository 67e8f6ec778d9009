using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Manifests.Folder;

/// <summary>Keeps a store equal to what the files of a folder hold, or held when they last could be read.</summary>
internal sealed class ManifestFolder(ManifestFolderOptions options, ObjectReader reader, ObjectStore store, FolderReport report)
{
    private readonly SortedDictionary<string, KnownFile> _files = new(StringComparer.Ordinal);
    private readonly ObjectClaims _claims = new();

    public IReadOnlyDictionary<string, KnownFile> Files => _files;

    public int Objects => _claims.Count;

    /// <summary>Objects of kinds that nobody here reads, in all files that were read so far.</summary>
    public int Skipped { get; private set; }

    /// <summary>Reads the file if it is there and not what it was.</summary>
    /// <returns>False when it is not there.</returns>
    public bool Read(string name)
    {
        KnownFile known = _files.GetValueOrDefault(name) ?? new KnownFile();
        string path = PathOf(name);
        try
        {
            if (FolderFile.ReadIfChanged(path, known, reader) is { } content)
                Take(name, known, content);
            _files[name] = known;
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // So that the next look reads it, also when it comes back as it was.
            (known.Stamp, known.Hash) = (default, []);
            _files[name] = known;
            report.Unreadable(path, known, error);
            return true;
        }
    }

    /// <summary>Drops a file, and all objects that only it holds, unless it is there after all.</summary>
    public void Forget(string name)
    {
        if (Exists(PathOf(name)) || !_files.Remove(name, out KnownFile? known))
            return;
        foreach (ObjectKey key in known.Keys)
            Claim(key, name, null);
        report.Gone(PathOf(name));
    }

    /// <summary>Hands everything that changed since the last call to the store, as one change. Returns how many objects that were.</summary>
    public int Deliver()
    {
        List<(ObjectKey Key, object? Value)> changes = _claims.TakeChanges();
        if (changes.Count > 0)
            store.Batch(() => Deliver(changes));
        return changes.Count;
    }

    private void Deliver(List<(ObjectKey Key, object? Value)> changes)
    {
        foreach ((ObjectKey key, object? value) in changes)
        {
            if (value is null)
                ObjectDelivery.Remove(store, key, options.NodeName);
            else
                ObjectDelivery.Set(store, value, options.NodeName);
        }
    }

    private void Take(string name, KnownFile known, ManifestContent content)
    {
        Skipped += content.Skipped.Values.Sum();
        if (!content.IsBroken)
            Claim(name, known, content);
        report.Tell(PathOf(name), known, content, known.Keys.Select(key => (key, _claims.FilesOf(key))));
    }

    private void Claim(string name, KnownFile known, ManifestContent content)
    {
        // An object that lost its name may be any of those that were here before: none of them is given up.
        HashSet<ObjectKey> gone = content.HasNameless ? [] : [.. known.Keys];
        HashSet<ObjectKey> keys = content.HasNameless ? [.. known.Keys] : [];
        foreach (ManifestObject entry in content.Objects)
        {
            gone.Remove(entry.Key);
            if ((entry.Value ?? _claims.Of(entry.Key, name)) is not { } value)
                continue;
            keys.Add(entry.Key);
            Claim(entry.Key, name, value);
        }

        foreach (ObjectKey key in gone)
            Claim(key, name, null);
        known.Keys = [.. keys];
    }

    private void Claim(ObjectKey key, string name, object? value)
    {
        _claims.Set(key, name, value);
        report.Held(key, _claims.FilesOf(key));
    }

    private static bool Exists(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private string PathOf(string name) => Path.Combine(options.Folder, name);
}
