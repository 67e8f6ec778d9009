using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Proxier.Proxyd.Http;

/// <summary>An open port. Disposing closes it with all its connections: a load balancer that keeps one open must notice.</summary>
internal sealed class HttpPort : IAsyncDisposable
{
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly IConnectionListener _listener;
    private readonly PortFeature _feature;
    private readonly Switchboard _switchboard;
    private readonly ConcurrentDictionary<ConnectionContext, bool> _connections = [];
    private readonly CancellationTokenSource _close = new();
    private readonly Task _accepting;

    public HttpPort(IConnectionListener listener, RequestDelegate respond, Switchboard switchboard)
    {
        _listener = listener;
        _feature = new PortFeature(respond);
        _switchboard = switchboard;
        _accepting = AcceptAsync();
    }

    /// <summary>Of an IP port, with the number that the kernel chose where 0 was asked for.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.EndPoint;

    public async ValueTask DisposeAsync()
    {
        await _close.CancelAsync().ConfigureAwait(false);
        await _listener.DisposeAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        foreach (ConnectionContext connection in _connections.Keys)
            connection.Abort(new ConnectionAbortedException("The port was closed."));
        _close.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_close.IsCancellationRequested)
        {
            try
            {
                while (await _listener.AcceptAsync(_close.Token).ConfigureAwait(false) is { } connection)
                    await HandOverAsync(connection).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
            {
                return; // the port or the whole server is being closed
            }
            catch (SocketException)
            {
                // Out of file descriptors, most likely: connections wait in the kernel until there are some again.
                await Task.Delay(AcceptPause, _close.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private ValueTask HandOverAsync(ConnectionContext connection)
    {
        connection.Features.Set(_feature);
        _connections.TryAdd(connection, true);
        connection.ConnectionClosed.Register(() => _connections.TryRemove(connection, out _));
        return _switchboard.HandOverAsync(connection, _close.Token);
    }
}
