using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Proxier.Manifests.Parsing;

namespace Proxier.Manifests.Folder;

/// <summary>Asks the kernel to tell what changes in a folder, and passes it on from a thread of its own.</summary>
internal sealed class FolderWatch : IDisposable
{
    private const InotifyMask Wanted = InotifyMask.CloseWrite | InotifyMask.MovedFrom | InotifyMask.MovedTo | InotifyMask.Create
        | InotifyMask.Delete | InotifyMask.DeleteSelf | InotifyMask.MoveSelf | InotifyMask.OnlyFolder;

    private readonly string _folder;
    private readonly FolderEvents _events;
    private readonly SafeFileHandle _inotify;
    private readonly int _stop;
    private readonly Thread? _thread;
    private volatile bool _isStopping;
    private volatile int _watch;

    public FolderWatch(string folder, FolderEvents events)
    {
        _folder = folder;
        _events = events;
        _inotify = Inotify.Open(Inotify.CloseOnExec);
        if (_inotify.IsInvalid)
            return;
        // Only there to be removed: that is an event too, and wakes the thread when it is to end.
        _stop = Inotify.AddWatch(_inotify, "/", InotifyMask.DeleteSelf);
        _thread = new Thread(PassOn) { IsBackground = true, Name = "manifests" };
        _thread.Start();
    }

    /// <summary>Watches the folder that is now at the path. Repeating it costs nothing.</summary>
    /// <returns>Null, or why changes will not be told.</returns>
    public string? Begin()
    {
        if (!_inotify.IsInvalid)
            _watch = Inotify.AddWatch(_inotify, _folder, Wanted);
        return !_inotify.IsInvalid && _watch >= 0 ? null : new Win32Exception(Marshal.GetLastPInvokeError()).Message;
    }

    public void Dispose()
    {
        _isStopping = true;
        if (_thread is not null)
        {
            _ = Inotify.RemoveWatch(_inotify, _stop);
            _thread.Join();
        }

        _inotify.Dispose();
    }

    private void PassOn()
    {
        byte[] buffer = new byte[1 << 16];
        while (!_isStopping)
        {
            // The offset has no meaning for what cannot be sought in.
            ReadOnlySpan<byte> events = buffer.AsSpan(0, RandomAccess.Read(_inotify, buffer, 0));
            while (!events.IsEmpty)
                PassOn(InotifyEvent.Take(ref events));
        }
    }

    private void PassOn(InotifyEvent told)
    {
        const InotifyMask lost = InotifyMask.DeleteSelf | InotifyMask.MoveSelf | InotifyMask.Unmount | InotifyMask.Ignored;
        if ((told.Mask & InotifyMask.Overflow) != 0)
            _events.AddAll(isBlind: true);
        else if (told.Watch != _watch)
            return;
        else if ((told.Mask & lost) != 0)
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
