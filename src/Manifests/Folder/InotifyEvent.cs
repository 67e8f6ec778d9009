using System.Text;

namespace Proxier.Manifests.Folder;

/// <param name="Name">Of the file in the folder; empty when it is about the folder or the queue.</param>
internal readonly record struct InotifyEvent(int Watch, InotifyMask Mask, string Name)
{
    private const int HeaderSize = 16;

    /// <summary>Takes the first event off what was read: <c>struct inotify_event</c>, in the machine's byte order.</summary>
    public static InotifyEvent Take(ref ReadOnlySpan<byte> events)
    {
        int watch = BitConverter.ToInt32(events);
        var mask = (InotifyMask)BitConverter.ToUInt32(events[4..]);
        int length = BitConverter.ToInt32(events[12..]);
        // Filled up with zeros.
        string name = Encoding.UTF8.GetString(events.Slice(HeaderSize, length).TrimEnd((byte)0));
        events = events[(HeaderSize + length)..];
        return new InotifyEvent(watch, mask, name);
    }
}
