namespace Proxier.Live.Table;

internal static class Quantile
{
    public static double Median(IEnumerable<double> values) => Of(values, 0.5);

    /// <param name="share">0 to 1.</param>
    public static double Of(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
