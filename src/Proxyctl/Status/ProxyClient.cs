using System.Net;
using System.Text.Json;

namespace Proxier.Proxyctl.Status;

/// <summary>Reads what a proxy tells over HTTP. What cannot be read is part of the answer.</summary>
internal sealed class ProxyClient(IPEndPoint metrics, IPEndPoint healthz) : IDisposable
{
    /// <summary>The proxy only has to print what it knows.</summary>
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly List<string> _problems = [];

    public async Task<StatusReport> AskAsync(CancellationToken cancel)
    {
        string? mode = (await GetAsync(metrics, "/proxyMode", cancel))?.Body.Trim();
        (HttpStatusCode Status, string Body)? measured = await GetAsync(metrics, "/metrics", cancel);
        HealthAnswer? ready = await HealthAsync("/healthz", cancel), alive = await HealthAsync("/livez", cancel);
        return StatusReport.Of(mode, ready, alive, [.. MetricSample.Parse(measured?.Body ?? "")], [.. _problems.Distinct()]);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HealthAnswer?> HealthAsync(string path, CancellationToken cancel)
    {
        if (await GetAsync(healthz, path, cancel) is not { } answer)
            return null;
        try
        {
            return HealthAnswer.Parse(answer.Status, answer.Body);
        }
        catch (JsonException)
        {
            _problems.Add($"http://{healthz}{path} answered {(int)answer.Status}, and not as a service proxy does");
            return null;
        }
    }

    private async Task<(HttpStatusCode Status, string Body)?> GetAsync(IPEndPoint at, string path, CancellationToken cancel)
    {
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(new Uri($"http://{at}{path}"), cancel);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            _problems.Add($"nobody answers on http://{at}: {(e is HttpRequestException ? e.Message : $"nothing came within {_http.Timeout.TotalSeconds:0} s")}");
            return null;
        }
    }
}
