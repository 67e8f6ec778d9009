using System.Globalization;
using System.Text.RegularExpressions;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>Where a daemon's time goes from a change coming in to its rules being in force, as its metrics tell it.</summary>
internal static partial class StepFigures
{
    private static readonly string[] Steps = ["notice", "build", "wait", "render", "tools", "rest"];

    /// <summary>Changes of IPv4 rules since the daemon started: the mean of each step, and bounds of the median and of the slowest hundredth of all together.</summary>
    public static async Task<string> ReadAsync(ProxiedNode node)
    {
        using HttpClient http = NamespaceHttp.Client(node.Bed.NodeNamespace);
        string text = await http.GetStringAsync(new Uri("http://127.0.0.1:10249/metrics"));
        IEnumerable<string> steps = Steps.Select(step => $"{step} {MeanMs(text, "proxier_change_step_duration_seconds", $",step=\"{step}\""):0.00}");
        const string Whole = "proxier_change_duration_seconds";
        return $"{Value(text, $"{Whole}_count{{ip_family=\"IPv4\"}}"):0} changes, mean {MeanMs(text, Whole, ""):0.0} ms, half below {QuantileMs(text, Whole, 0.5):0.#} ms, 99 % below {QuantileMs(text, Whole, 0.99):0.#} ms (mean ms: {string.Join(", ", steps)})";
    }

    private static double MeanMs(string text, string name, string labels) =>
        1000 * Value(text, $"{name}_sum{{ip_family=\"IPv4\"{labels}}}") / Value(text, $"{name}_count{{ip_family=\"IPv4\"{labels}}}");

    private static double QuantileMs(string text, string name, double quantile)
    {
        double count = Value(text, $"{name}_count{{ip_family=\"IPv4\"}}");
        return 1000 * Bucket().Matches(text)
            .Where(match => match.Groups["name"].Value == name)
            .Where(match => Number(match.Groups["count"].Value) >= quantile * count)
            .Min(match => match.Groups["bound"].Value == "+Inf" ? double.PositiveInfinity : Number(match.Groups["bound"].Value));
    }

    private static double Value(string text, string series) => Number(text.Split('\n').First(line => line.StartsWith($"{series} ", StringComparison.Ordinal)).Split(' ')[^1]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^(?<name>\w+)_bucket\{ip_family="IPv4",le="(?<bound>[^"]+)"\} (?<count>\S+)$""", RegexOptions.Multiline)]
    private static partial Regex Bucket();
}
