using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Proxier.Proxyd.Http;

/// <summary>
/// One Kestrel server for ports that come and go while it runs. Kestrel itself binds at start only, and one server for each Service
/// would cost a thread each; so connections are accepted here and handed to it.
/// </summary>
internal sealed class HttpPorts : IAsyncDisposable
{
    private readonly SocketTransportFactory _sockets;
    private readonly Switchboard _switchboard = new();
    private readonly KestrelServer _server;

    public HttpPorts(ILoggerFactory loggers)
    {
        _sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions { CreateBoundListenSocket = Bind }), loggers);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1); // stands for the switchboard; nothing binds it
        _server = new KestrelServer(Options.Create(options), _switchboard, loggers);
    }

    public Task StartAsync(CancellationToken cancel) => _server.StartAsync(new Application(), cancel);

    /// <summary>Answers there until the port is disposed.</summary>
    /// <exception cref="IOException">The address is in use, not ours, or not allowed.</exception>
    public async ValueTask<HttpPort> OpenAsync(EndPoint address, RequestDelegate respond, CancellationToken cancel)
    {
        try
        {
            return new HttpPort(await _sockets.BindAsync(address, cancel).ConfigureAwait(false), respond, _switchboard);
        }
        catch (Exception e) when (e is SocketException or AddressInUseException)
        {
            throw new IOException(e.Message, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A moment for answers that are under way.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _server.StopAsync(limit.Token).ConfigureAwait(false);
        _server.Dispose();
    }

    /// <summary>IPv6 sockets are for IPv6 only: whoever wants both families opens two ports.</summary>
    private static Socket Bind(EndPoint address)
    {
        var file = address as UnixDomainSocketEndPoint;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, file is null ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            socket.Bind(address);
            if (file is not null)
                SocketFile.Protect(file); // before anybody can connect, as nothing listens yet
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class Application : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => context.Features.GetRequiredFeature<PortFeature>().Respond(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
