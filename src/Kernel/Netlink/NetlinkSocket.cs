using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Proxier.Kernel.Netlink;

/// <summary>Sockets to netfilter in the kernel (netlink(7), linux/netfilter/nfnetlink.h).</summary>
internal static partial class NetlinkSocket
{
    private const ushort AddressFamilyNetlink = 16;
    private const int TypeRaw = 3;
    private const int CloseOnExec = 0x80000;
    private const int ProtocolNetfilter = 12;
    private const int LevelSocket = 1;
    private const int OptionReceiveBufferForce = 33;

    /// <summary>Receives what the kernel multicasts to one group.</summary>
    /// <param name="group">Such as NFNLGRP_NFTABLES, 7.</param>
    /// <param name="receiveBufferBytes">Beyond net.core.rmem_max too, with CAP_NET_ADMIN; less is kept when that is refused.</param>
    /// <exception cref="Win32Exception">The kernel refused.</exception>
    public static Socket Join(int group, int receiveBufferBytes)
    {
        SafeSocketHandle handle = OpenHandle();
        var address = new Address(AddressFamilyNetlink, Groups: 1u << (group - 1));
        if (Bind(handle, address, Marshal.SizeOf<Address>()) != 0)
        {
            using (handle)
                throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        _ = SetOption(handle, LevelSocket, OptionReceiveBufferForce, receiveBufferBytes, sizeof(int));
        return new Socket(handle);
    }

    /// <summary>For questions and answers.</summary>
    /// <exception cref="Win32Exception">This kernel has no netfilter.</exception>
    public static Socket Open() => new(OpenHandle());

    private static SafeSocketHandle OpenHandle()
    {
        int descriptor = CreateSocket(AddressFamilyNetlink, TypeRaw | CloseOnExec, ProtocolNetfilter);
        return descriptor >= 0 ? new SafeSocketHandle(descriptor, ownsHandle: true) : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(SafeSocketHandle socket, in Address address, int length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(SafeSocketHandle socket, int level, int option, in int value, int length);

    /// <summary>struct sockaddr_nl. Port 0: the kernel chooses one.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Address(ushort Family, ushort Padding = 0, uint Port = 0, uint Groups = 0);
}
