using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Proxier.Manifests.Folder;

/// <summary>
/// inotify(7). FileSystemWatcher does not tell IN_CLOSE_WRITE, without which a file that is half written looks like one that is
/// finished.
/// </summary>
internal static partial class Inotify
{
    public const int CloseOnExec = 0x80000;

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial SafeFileHandle Open(int flags);

    /// <summary>Returns the watch's number; below 0 on failure.</summary>
    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddWatch(SafeFileHandle inotify, string path, InotifyMask mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    public static partial int RemoveWatch(SafeFileHandle inotify, int watch);
}
