using Proxier.Kubernetes.Access;
using Proxier.Kubernetes.Protocol;

namespace Proxier.Kubernetes.Tests.Access;

/// <summary>Asks an API server for its nodes.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _http;
    private readonly ApiClient _client;

    public Caller(ClusterAccess access)
    {
        _http = new HttpClient(new ApiHandler(access, SourceHarness.Quick)) { BaseAddress = access.Server };
        _client = new ApiClient(_http, SourceHarness.Quick, TimeProvider.System);
    }

    public static async Task CallOnceAsync(ClusterAccess access)
    {
        using var caller = new Caller(access);
        await caller.CallAsync();
    }

    public async Task CallAsync()
    {
        ApiAnswer answer = await _client.ListAsync("/api/v1/nodes", CancellationToken.None);
        await answer.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();
}
