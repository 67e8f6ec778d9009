namespace Proxier.Manifests.Folder;

/// <summary>Bits of linux/inotify.h.</summary>
[Flags]
internal enum InotifyMask : uint
{
    CloseWrite = 0x8,
    MovedFrom = 0x40,
    MovedTo = 0x80,
    Create = 0x100,
    Delete = 0x200,
    DeleteSelf = 0x400,
    MoveSelf = 0x800,
    Unmount = 0x2000,
    Overflow = 0x4000,
    Ignored = 0x8000,
    OnlyFolder = 0x1000000,
    IsFolder = 0x40000000,
}
