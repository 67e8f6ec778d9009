using System.Net.Sockets;

namespace Proxier.Proxyd.Http;

/// <summary>The name that a Unix socket has among files.</summary>
internal static class SocketFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode FolderMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder, and removes what a process left that was killed.</summary>
    /// <exception cref="IOException">Somebody answers there, or it is no socket, or no name for one.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow it.</exception>
    public static UnixDomainSocketEndPoint Prepare(string path)
    {
        try
        {
            var address = new UnixDomainSocketEndPoint(path);
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                CreateFolder(folder);
            if (File.Exists(path))
                RemoveStale(path, address);
            return address;
        }
        catch (ArgumentException e)
        {
            throw new IOException(e.Message, e); // longer than 107 bytes
        }
    }

    /// <summary>For root only.</summary>
    public static void Protect(UnixDomainSocketEndPoint address)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(address.ToString(), Mode);
    }

    /// <summary>Succeeds when there is none.</summary>
    public static void Remove(string path) => File.Delete(path);

    private static void CreateFolder(string folder)
    {
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder, FolderMode);
    }

    private static void RemoveStale(string path, UnixDomainSocketEndPoint address)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(address);
        }
        // A file that is no socket refuses just as one that nobody listens on.
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            File.Delete(path);
            return;
        }
        catch (SocketException e)
        {
            throw new IOException(IsSocket(path) ? e.Message : "there is a file with this name, which is no socket", e);
        }

        throw new IOException("another process answers there");
    }

    /// <summary>A socket cannot be opened as a file (ENXIO).</summary>
    private static bool IsSocket(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
