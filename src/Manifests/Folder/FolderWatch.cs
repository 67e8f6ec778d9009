using Proxier.Manifests.Parsing;

namespace Proxier.Manifests.Folder;

/// <summary>Notes which manifests of a folder change, as the kernel tells it.</summary>
internal sealed class FolderWatch : IDisposable
{
    private readonly string _folder;
    private readonly FolderEvents _events;
    private readonly FolderNotices _notices;

    public FolderWatch(string folder, FolderEvents events)
    {
        _folder = folder;
        _events = events;
        _notices = new FolderNotices(folder, "manifests", PassOn);
    }

    /// <inheritdoc cref="FolderNotices.Begin"/>
    public string? Begin() => _notices.Begin();

    public void Dispose() => _notices.Dispose();

    private void PassOn(InotifyEvent told)
    {
        if ((told.Mask & (InotifyMask.Overflow | FolderNotices.Lost)) != 0)
            _events.AddAll(isBlind: true);
        else if (ManifestFile.IsManifest(told.Name) && (told.Mask & InotifyMask.IsFolder) == 0)
            PassOnFile(told);
        else if (told.Name.StartsWith("..", StringComparison.Ordinal))
            _events.AddAll(isBlind: false); // the kubelet swaps the link ..data below the links to all files of a ConfigMap
    }

    private void PassOnFile(InotifyEvent told)
    {
        if ((told.Mask & (InotifyMask.CloseWrite | InotifyMask.MovedTo)) != 0)
            _events.AddWritten(told.Name);
        else if ((told.Mask & (InotifyMask.Delete | InotifyMask.MovedFrom)) != 0)
            _events.AddVanished(told.Name);
        else if (new FileInfo(Path.Combine(_folder, told.Name)).LinkTarget is not null)
            _events.AddWritten(told.Name); // created: a link is complete at once, a file when it is closed
    }
}
