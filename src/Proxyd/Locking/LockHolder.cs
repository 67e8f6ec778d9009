using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Proxier.Proxyd.Locking;

/// <param name="ProcessId">As seen from our PID namespace; 0 when the process is not visible from here.</param>
/// <param name="UserId">As seen from our user namespace.</param>
/// <param name="Description">What it says about itself; empty when it does not answer.</param>
internal sealed record LockHolder(int ProcessId, int UserId, string Description)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    /// <summary>A holder that was stopped with SIGSTOP does not answer.</summary>
    private const int AnswerTimeoutMs = 1000;

    public static LockHolder Ask(string name)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = AnswerTimeoutMs };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(name));
            (int processId, int userId) = Credentials(socket);
            return new LockHolder(processId, userId, Receive(socket));
        }
        catch (SocketException)
        {
            return new LockHolder(0, 0, "it has just ended, or does not answer");
        }
    }

    public override string ToString() => Description.Length == 0 ? $"process {ProcessId}" : $"process {ProcessId} ({Description})";

    /// <summary>struct ucred of the listener at the time of listen(2): pid, uid, gid.</summary>
    private static (int ProcessId, int UserId) Credentials(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials);
        return (Read(credentials), Read(credentials[4..]));

        static int Read(ReadOnlySpan<byte> bytes) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private static string Receive(Socket socket)
    {
        try
        {
            Span<byte> buffer = stackalloc byte[1024];
            return Encoding.UTF8.GetString(buffer[..socket.Receive(buffer)]);
        }
        catch (SocketException)
        {
            return "";
        }
    }
}
