using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Proxier.Proxyd.Http;

/// <summary>What Kestrel takes for its only listener: the connections of all ports.</summary>
internal sealed class Switchboard : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _connections = Channel.CreateBounded<ConnectionContext>(64);

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.None, 0);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return ValueTask.FromResult<IConnectionListener>(this);
    }

    public ValueTask HandOverAsync(ConnectionContext connection, CancellationToken cancel) => _connections.Writer.WriteAsync(connection, cancel);

    /// <summary>Null, Kestrel's sign for the end, after <see cref="UnbindAsync"/>.</summary>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _connections.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && _connections.Reader.TryRead(out ConnectionContext? connection)
            ? connection
            : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _connections.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
