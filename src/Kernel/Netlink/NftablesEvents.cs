using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Proxier.Core.Backends;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Netlink;

/// <summary>
/// Commits to nftables rules, from the kernel itself. <c>nft monitor</c> would say the same, but keeps a copy of every set to do so.
/// </summary>
internal sealed class NftablesEvents : ITableEvents
{
    private const int GroupNftables = 7;

    /// <summary>Room for some 100,000 elements that change at once.</summary>
    private const int ReceiveBufferBytes = 16 << 20;

    private const int LargestDatagram = 1 << 16;

    public IAsyncEnumerable<TableCommit> ListenAsync(string table, CancellationToken cancel) => ReadAsync(Join(), table, cancel);

    private static Socket Join()
    {
        try
        {
            return NetlinkSocket.Join(GroupNftables, ReceiveBufferBytes);
        }
        catch (Win32Exception refusal)
        {
            throw new NetlinkException($"Cannot listen to the kernel's nftables commits: {refusal.Message}", refusal);
        }
    }

    private static async IAsyncEnumerable<TableCommit> ReadAsync(Socket socket, string table, [EnumeratorCancellation] CancellationToken cancel)
    {
        using Socket listening = socket;
        var touched = new HashSet<IpFamily>();
        var commits = new List<TableCommit>();
        var buffer = new byte[LargestDatagram];
        while (true)
        {
            int length = await ReceiveAsync(listening, buffer, cancel);
            if (length < 0)
                commits.Add(new TableCommit(null));
            else
                NftablesMessages.Read(buffer.AsSpan(0, length), table, touched, EndCommit);
            foreach (TableCommit commit in commits)
                yield return commit;
            commits.Clear();
        }

        void EndCommit()
        {
            commits.AddRange(touched.Order().Select(family => new TableCommit(family)));
            touched.Clear();
        }
    }

    /// <summary>-1: messages were lost, because we did not keep up.</summary>
    private static async ValueTask<int> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancel)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, cancel);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
        {
            return -1;
        }
        catch (SocketException error)
        {
            throw new NetlinkException($"Listening to the kernel's nftables commits failed: {error.Message}", error);
        }
    }
}
