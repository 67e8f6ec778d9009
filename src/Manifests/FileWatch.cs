using Proxier.Manifests.Folder;

namespace Proxier.Manifests;

/// <summary>
/// Tells when a file may be another one: it was written to its end, replaced or removed, or the kubelet swapped the link <c>..data</c> that a
/// file of a ConfigMap is behind. What it is behind otherwise is not watched, so look from time to time too.
/// </summary>
public sealed class FileWatch : IDisposable
{
    private readonly string _name;
    private readonly Action _mayHaveChanged;
    private readonly FolderNotices _notices;

    /// <param name="mayHaveChanged">Called on a thread of its own; must return soon.</param>
    public FileWatch(string path, Action mayHaveChanged)
    {
        string full = Path.GetFullPath(path);
        _name = Path.GetFileName(full);
        _mayHaveChanged = mayHaveChanged;
        Folder = Path.GetDirectoryName(full) ?? "/";
        _notices = new FolderNotices(Folder, "file watch", PassOn);
    }

    public string Folder { get; }

    /// <summary>Watches the folder that is now at the path. Repeating it costs nothing.</summary>
    /// <returns>Null, or why changes will not be told.</returns>
    public string? Begin() => _notices.Begin();

    public void Dispose() => _notices.Dispose();

    private void PassOn(InotifyEvent told)
    {
        const InotifyMask complete = InotifyMask.CloseWrite | InotifyMask.MovedTo | InotifyMask.Delete | InotifyMask.MovedFrom;
        bool isFile = told.Name == _name && ((told.Mask & complete) != 0 || new FileInfo(Path.Combine(Folder, _name)).LinkTarget is not null);
        if (isFile || told.Name.StartsWith("..", StringComparison.Ordinal) || (told.Mask & (InotifyMask.Overflow | FolderNotices.Lost)) != 0)
            _mayHaveChanged();
    }
}
