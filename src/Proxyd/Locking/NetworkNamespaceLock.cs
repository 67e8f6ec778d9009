using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Proxier.Proxyd.Locking;

/// <summary>
/// Lets one proxy only work in a network namespace. The lock is an abstract Unix socket: like the rules, such names belong to the
/// network namespace, whatever file systems the processes see, and the kernel gives them back when a process dies in any way.
/// Whoever connects is told who holds it.
/// </summary>
internal sealed class NetworkNamespaceLock : IAsyncDisposable
{
    /// <summary>The leading zero makes the name abstract: unix(7).</summary>
    public const string Name = "\0proxier.lock";

    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _release = new();
    private readonly Task _answering;

    private NetworkNamespaceLock(Socket? socket, string description) =>
        _answering = socket is null ? Task.CompletedTask : AnswerAsync(socket, Encoding.UTF8.GetBytes(description), _release.Token);

    /// <exception cref="LockHeldException">Another proxy is at work here.</exception>
    public static NetworkNamespaceLock Acquire(string description, ILogger logger, string name = Name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(name));
            socket.Listen();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            LockHolder holder = LockHolder.Ask(name);
            if (holder.UserId == 0)
                throw new LockHeldException(holder);

            // Any user may take the name; only root can write rules.
            logger.LockSquatted(holder.ProcessId, holder.UserId);
            return new NetworkNamespaceLock(null, description);
        }

        return new NetworkNamespaceLock(socket, description);
    }

    /// <summary>The name is free when this returns.</summary>
    public async ValueTask DisposeAsync()
    {
        await _release.CancelAsync().ConfigureAwait(false);
        await _answering.ConfigureAwait(false);
        _release.Dispose();
    }

    private static async Task AnswerAsync(Socket socket, byte[] description, CancellationToken release)
    {
        using (socket)
        {
            while (!release.IsCancellationRequested)
            {
                try
                {
                    using Socket asker = await socket.AcceptAsync(release).ConfigureAwait(false);
                    await asker.SendAsync(description, release).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    // Released.
                }
                catch (SocketException)
                {
                    // The asker went away, or there are no file descriptors left; the next one may have more luck.
                    await Task.Delay(AcceptPause, release).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
    }
}
