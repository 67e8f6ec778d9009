using System.Globalization;
using Proxier.Testing.Network;

namespace Proxier.Live.Table;

/// <summary>What the daemon says of itself on its metrics address.</summary>
internal sealed class DaemonMetrics(NetworkNamespace node) : IDisposable
{
    private const string Address = "http://127.0.0.1:10249/metrics";

    private readonly HttpClient _client = NamespaceHttp.Client(node);

    /// <summary>Values by name and labels, as they are written.</summary>
    public async Task<IReadOnlyDictionary<string, double>> ReadAsync()
    {
        string text = await _client.GetStringAsync(Address);
        return text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')).ToDictionary(
            words => string.Join(' ', words[..^1]), words => double.TryParse(words[^1], CultureInfo.InvariantCulture, out double value) ? value : double.NaN);
    }

    public void Dispose() => _client.Dispose();
}
