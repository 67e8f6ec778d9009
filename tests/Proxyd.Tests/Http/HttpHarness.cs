using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging.Abstractions;
using Proxier.Core.Health;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Proxyd.Http;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Http;

/// <summary>A running HTTP server without ports, a health record, and a client for it.</summary>
public sealed class HttpHarness : IAsyncLifetime
{
    internal ManualTime Time { get; } = new();

    internal ProxyHealth Health { get; }

    internal ProxyMetrics Metrics { get; }

    internal HttpPorts Ports { get; } = new(NullLoggerFactory.Instance);

    internal HttpClient Client { get; } = new() { Timeout = Patience.Limit };

    public HttpHarness()
    {
        Health = new ProxyHealth(Time, TimeSpan.FromSeconds(60));
        Metrics = new ProxyMetrics("nft", new ObjectStore(), Time);
    }

    public Task InitializeAsync() => Ports.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Ports.DisposeAsync();
        Metrics.Dispose();
    }

    internal void GetStuck()
    {
        Health.Queued(IpFamily.IPv4, 1);
        Time.Advance(TimeSpan.FromSeconds(60));
    }

    /// <summary>What came back, as <c>code content-type nosniff body</c>.</summary>
    internal async Task<string> GetAsync(IPEndPoint address, string path)
    {
        using HttpResponseMessage answer = await Client.GetAsync(new Uri($"http://{address}{path}"));
        MediaTypeHeaderValue? type = answer.Content.Headers.ContentType;
        string sniff = answer.Headers.TryGetValues("X-Content-Type-Options", out IEnumerable<string>? values) ? values.Single() : "-";
        return $"{(int)answer.StatusCode} {type} {sniff} {await answer.Content.ReadAsStringAsync()}";
    }
}
