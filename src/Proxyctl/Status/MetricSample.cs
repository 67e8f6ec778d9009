using System.Globalization;
using System.Text.RegularExpressions;

namespace Proxier.Proxyctl.Status;

/// <summary>One line of the Prometheus text format.</summary>
internal sealed partial record MetricSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>Lines that are no samples are left out.</summary>
    public static IEnumerable<MetricSample> Parse(string text) =>
        from line in text.Split('\n')
        let match = Line.Match(line)
        where match.Success
        select new MetricSample(match.Groups["name"].Value, LabelsOf(match.Groups["labels"].Value), ValueOf(match.Groups["value"].Value));

    private static Dictionary<string, string> LabelsOf(string text) => Label.Matches(text).ToDictionary(
        match => match.Groups["name"].Value,
        match => match.Groups["value"].Value.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal));

    private static double ValueOf(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN,
    };

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>(?:[^"}]|"(?:[^"\\]|\\.)*")*)\})? (?<value>\S+)""")]
    private static partial Regex Line { get; }

    [GeneratedRegex("""(?<name>[a-zA-Z_]\w*)="(?<value>(?:[^"\\]|\\.)*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Label { get; }
}
