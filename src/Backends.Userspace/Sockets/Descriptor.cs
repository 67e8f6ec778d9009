using System.Runtime.InteropServices;

namespace Proxier.Backends.Userspace.Sockets;

/// <summary>Sockets as plain descriptors: an event loop owns them, alone, from open to close.</summary>
internal static class Descriptor
{
    private const int Backlog = 4096;

    /// <summary>Binds to every address of one family and listens, or waits for datagrams with the address that each was sent to.</summary>
    /// <returns>The descriptor; or minus errno.</returns>
    public static int Listen(ushort family, bool isStream, ushort port)
    {
        int socket = Libc.Socket(family, (isStream ? Numbers.Stream : Numbers.Datagram) | Numbers.NonBlocking | Numbers.CloseOnExec, 0);
        if (socket < 0)
            return -Marshal.GetLastPInvokeError();
        if (isStream)
        {
            Set(socket, Numbers.LevelSocket, Numbers.ReuseAddress, 1); // what a listener of before left in TIME_WAIT is no obstacle
            Set(socket, Numbers.LevelTcp, Numbers.NoDelay, 1); // accepted sockets inherit it
        }

        if (family == Numbers.FamilyIPv6)
            Set(socket, Numbers.LevelIPv6, Numbers.OnlyIPv6, 1);
        if (!isStream && family == Numbers.FamilyIPv4)
            Set(socket, Numbers.LevelIPv4, Numbers.PacketInfoIPv4, 1);
        if (!isStream && family == Numbers.FamilyIPv6)
            Set(socket, Numbers.LevelIPv6, Numbers.WantPacketInfoIPv6, 1);
        var name = SocketName.Of(family == Numbers.FamilyIPv4 ? System.Net.IPAddress.Any : System.Net.IPAddress.IPv6Any, port);
        if (Libc.Bind(socket, name, name.Length) == 0 && (!isStream || Libc.Listen(socket, Backlog) == 0))
            return socket;
        int error = Marshal.GetLastPInvokeError();
        Close(socket);
        return -error;
    }

    /// <summary>Begins to connect.</summary>
    /// <param name="mark">Of every packet that leaves by it.</param>
    /// <param name="error">0: connected or under way. Otherwise errno, and there is no descriptor.</param>
    public static int Connect(in SocketName to, bool isStream, uint mark, out int error)
    {
        error = 0;
        int socket = Libc.Socket(to.Family, (isStream ? Numbers.Stream : Numbers.Datagram) | Numbers.NonBlocking | Numbers.CloseOnExec, 0);
        if (socket < 0)
        {
            error = Marshal.GetLastPInvokeError();
            return -1;
        }

        Set(socket, Numbers.LevelSocket, Numbers.Mark, (int)mark); // takes CAP_NET_ADMIN; without it no rule could be written either
        if (isStream)
            Set(socket, Numbers.LevelTcp, Numbers.NoDelay, 1);
        if (Libc.Connect(socket, to, to.Length) == 0)
            return socket;
        error = Marshal.GetLastPInvokeError();
        if (error == Numbers.InProgress)
        {
            error = 0;
            return socket;
        }

        Close(socket);
        return -1;
    }

    /// <summary>A peer that vanished is noticed some day.</summary>
    public static void KeepAlive(int socket)
    {
        Set(socket, Numbers.LevelSocket, Numbers.KeepAlive, 1);
        Set(socket, Numbers.LevelTcp, Numbers.KeepIdle, 60);
    }

    public static int ErrorOf(int socket)
    {
        int error = 0, length = sizeof(int);
        return Libc.GetOption(socket, Numbers.LevelSocket, Numbers.SocketError, ref error, ref length) == 0 ? error : Marshal.GetLastPInvokeError();
    }

    /// <summary>Where the client wanted to go, before the redirect; or where it came, if there was none.</summary>
    public static SocketName DestinationOf(int socket, ushort family)
    {
        var name = default(SocketName);
        int length = SocketName.Size;
        if (Libc.GetOption(socket, family == Numbers.FamilyIPv4 ? Numbers.LevelIPv4 : Numbers.LevelIPv6, Numbers.OriginalDestination, ref name, ref length) == 0)
            return name;
        length = SocketName.Size;
        _ = Libc.GetName(socket, ref name, ref length);
        return name;
    }

    public static void Close(int socket) => _ = Libc.Close(socket);

    /// <summary>
    /// Ends a listening stream socket at once. A program that is being started holds a copy of every descriptor until its execve(2), and
    /// for so long <see cref="Close"/> alone would leave a port that still takes connections, for nobody.
    /// </summary>
    public static void CloseListening(int socket)
    {
        _ = Libc.Shutdown(socket, Numbers.ShutdownBoth);
        Close(socket);
    }

    /// <summary>The peer learns that something went wrong: a reset instead of an end.</summary>
    public static void Reset(int socket)
    {
        const long AtOnce = 1; // struct linger: on, 0 s
        _ = Libc.SetOption(socket, Numbers.LevelSocket, Numbers.Linger, AtOnce, sizeof(long));
        Close(socket);
    }

    private static void Set(int socket, int level, int option, int value) => _ = Libc.SetOption(socket, level, option, value, sizeof(int));
}
