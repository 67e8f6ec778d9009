namespace Proxier.Core.Metrics;

/// <summary>Upper bounds in seconds; except for steps those of kube-proxy, so that dashboards and alerts keep working.</summary>
internal static class Buckets
{
    /// <summary>1 ms, doubled fourteen times.</summary>
    public static IReadOnlyList<double> Sync { get; } = [.. Enumerable.Range(0, 15).Select(power => 0.001 * (1 << power))];

    /// <summary>62.5 µs, doubled nineteen times: 32 s.</summary>
    public static IReadOnlyList<double> Steps { get; } = [.. Enumerable.Range(0, 20).Select(power => 0.0000625 * (1 << power))];

    public static IReadOnlyList<double> NetworkProgramming { get; } =
    [
        0.25, 0.5,
        .. Enumerable.Range(1, 59).Select(seconds => (double)seconds),
        .. Enumerable.Range(0, 12).Select(step => 60.0 + (5 * step)),
        .. Enumerable.Range(0, 7).Select(step => 120.0 + (30 * step)),
    ];
}
