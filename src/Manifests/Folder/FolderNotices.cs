using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Proxier.Manifests.Folder;

/// <summary>Asks the kernel to tell what changes in a folder, and passes it on from a thread of its own.</summary>
/// <remarks>Passed on are the events of the folder that was watched last, and overflows of the kernel's queue.</remarks>
internal sealed class FolderNotices : IDisposable
{
    /// <summary>The folder is no longer the one at the path, or is not there.</summary>
    public const InotifyMask Lost = InotifyMask.DeleteSelf | InotifyMask.MoveSelf | InotifyMask.Unmount | InotifyMask.Ignored;

    private const InotifyMask Wanted = InotifyMask.CloseWrite | InotifyMask.MovedFrom | InotifyMask.MovedTo | InotifyMask.Create
        | InotifyMask.Delete | InotifyMask.DeleteSelf | InotifyMask.MoveSelf | InotifyMask.OnlyFolder;

    private readonly string _folder;
    private readonly Action<InotifyEvent> _told;
    private readonly SafeFileHandle _inotify;
    private readonly int _stop;
    private readonly Thread? _thread;
    private volatile bool _isStopping;
    private volatile int _watch;

    public FolderNotices(string folder, string threadName, Action<InotifyEvent> told)
    {
        _folder = folder;
        _told = told;
        _inotify = Inotify.Open(Inotify.CloseOnExec);
        if (_inotify.IsInvalid)
            return;
        // Only there to be removed: that is an event too, and wakes the thread when it is to end.
        _stop = Inotify.AddWatch(_inotify, "/", InotifyMask.DeleteSelf);
        _thread = new Thread(PassOn) { IsBackground = true, Name = threadName };
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
            {
                InotifyEvent told = InotifyEvent.Take(ref events);
                if (told.Watch == _watch || (told.Mask & InotifyMask.Overflow) != 0)
                    _told(told);
            }
        }
    }
}
