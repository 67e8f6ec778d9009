using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Proxier.Kubernetes.Access;

/// <summary>The connections to one API server. A client certificate belongs to a connection, so a new one means new connections.</summary>
internal sealed class Connections(ClusterAccess access, ApiTuning tuning) : IDisposable
{
    private readonly Lock _lock = new();
    private HttpMessageInvoker? _current;
    private ClientCertificate? _certificate;

    public HttpMessageInvoker For(ClientCertificate? certificate)
    {
        lock (_lock)
        {
            if (_current is not null && Equals(certificate, _certificate))
                return _current;

            // The one before is not disposed: somebody may be about to use it. Connections close once they have been idle for a while.
            _certificate = certificate;
            return _current = new HttpMessageInvoker(NewHandler(certificate));
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _current?.Dispose();
    }

    private SocketsHttpHandler NewHandler(ClientCertificate? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = access.IsCompressed ? DecompressionMethods.GZip : DecompressionMethods.None,
            ConnectTimeout = tuning.ConnectTime,
            KeepAlivePingDelay = tuning.PingDelay,
            KeepAlivePingTimeout = tuning.PingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            AllowAutoRedirect = false, // a redirection would take the credentials elsewhere
            UseCookies = false,
            SslOptions = NewTlsOptions(certificate),
        };
        if (access.Proxy is not null)
            handler.Proxy = new WebProxy(access.Proxy);
        return handler;
    }

    private SslClientAuthenticationOptions NewTlsOptions(ClientCertificate? certificate) => new()
    {
        ClientCertificateContext = certificate?.Context,
        RemoteCertificateValidationCallback = (_, server, chain, errors) => access.Trust.Accepts(server, chain, errors),
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
    };
}
