namespace Proxier.Live;

/// <summary>How results are printed: one line each, with the load of the machine, without which no figure means much.</summary>
internal static class Figures
{
    public static void Print(string line) => Console.WriteLine($"{line}  [load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}]");

    /// <summary>Median, 99th percentile and most.</summary>
    public static string Spread(IEnumerable<double> values, string unit)
    {
        double[] sorted = [.. values.Order()];
        return $"p50 {sorted[sorted.Length / 2]:0.0} {unit}, p99 {sorted[(int)(sorted.Length * 0.99)]:0.0} {unit}, worst {sorted[^1]:0.0} {unit}";
    }
}
