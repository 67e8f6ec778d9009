using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Proxier.Kernel.Netlink;

/// <summary>Whether this process may change netfilter's rules in its network namespace, found out by asking netfilter to do nothing.</summary>
internal static class NetfilterPermission
{
    private const int HeaderLength = 16;
    private const ushort TypeNoop = 1;
    private const ushort TypeError = 2;
    private const ushort RequestAndAcknowledge = 0x1 | 0x4;

    /// <exception cref="Win32Exception">It may not, or this kernel has no netfilter.</exception>
    public static void Demand()
    {
        Span<byte> answer = stackalloc byte[256];
        try
        {
            using Socket socket = NetlinkSocket.Open();
            socket.ReceiveTimeout = 5000; // the kernel answers within the call that sends
            socket.Send(Noop());
            answer = answer[..socket.Receive(answer)];
        }
        catch (SocketException e)
        {
            throw new Win32Exception(e.NativeErrorCode, e.Message);
        }

        if (ErrorIn(answer) is var error and not 0)
            throw new Win32Exception(error);
    }

    private static byte[] Noop()
    {
        var message = new byte[HeaderLength];
        MemoryMarshal.Write(message, HeaderLength);
        MemoryMarshal.Write(message.AsSpan(4), TypeNoop);
        MemoryMarshal.Write(message.AsSpan(6), RequestAndAcknowledge);
        return message;
    }

    /// <summary>struct nlmsgerr begins with the negated error number; 0 is an acknowledgement.</summary>
    private static int ErrorIn(ReadOnlySpan<byte> answer) =>
        MemoryMarshal.Read<ushort>(answer[4..]) == TypeError ? -MemoryMarshal.Read<int>(answer[HeaderLength..]) : 0;
}
