using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Proxier.Testing.Network;

/// <summary>
/// The number that the kernel raises with each nftables transaction of a network namespace, whoever commits it (NFT_MSG_GETGEN of
/// linux/netfilter/nf_tables.h): two readings tell how often anybody wrote in between.
/// </summary>
public static partial class RuleGeneration
{
    private const int Netlink = 16;
    private const int Raw = 3;
    private const int Netfilter = 12;

    /// <summary>struct nlmsghdr (length 20, NFNL_SUBSYS_NFTABLES and NFT_MSG_GETGEN, NLM_F_REQUEST) and struct nfgenmsg.</summary>
    private static readonly byte[] Request = [20, 0, 0, 0, 16, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static Task<uint> ReadAsync(NetworkNamespace at) => at.EnterAsync(Read);

    private static uint Read()
    {
        int descriptor = CreateSocket(Netlink, Raw, Netfilter);
        if (descriptor < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        using var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
        socket.Send(Request);
        var answer = new byte[256];
        socket.Receive(answer);
        // The two headers and that of the first attribute, NFTA_GEN_ID, come first.
        return BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(24));
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int domain, int type, int protocol);
}
