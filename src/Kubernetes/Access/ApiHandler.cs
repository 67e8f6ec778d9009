using System.Net;

namespace Proxier.Kubernetes.Access;

/// <summary>Sends requests with credentials; once more, with newer ones, when the first are refused.</summary>
internal sealed class ApiHandler(ClusterAccess access, ApiTuning tuning) : HttpMessageHandler
{
    private readonly Connections _connections = new(access, tuning);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // TLS takes the name from here. The API server does not look at it.
        request.Headers.Host = access.TlsServerName;
        Credential credential = await access.Credential.GetAsync(null, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, credential, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;

        Credential newer = await access.Credential.GetAsync(credential, cancellationToken).ConfigureAwait(false);
        if (newer == credential)
            return response;
        response.Dispose();
        return await SendAsync(request, newer, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _connections.Dispose();
        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Credential credential, CancellationToken cancel)
    {
        request.Headers.Authorization = credential.Authorization;
        return _connections.For(credential.Certificate).SendAsync(request, cancel);
    }
}
