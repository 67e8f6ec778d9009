using System.Globalization;
using System.Text.RegularExpressions;

namespace Proxier.Proxyd.CommandLine;

/// <summary>Durations as kube-proxy's flags take them: <c>30s</c>, <c>1h0m0s</c>, <c>500ms</c>, <c>1.5h</c>, <c>0</c>.</summary>
internal static partial class GoDuration
{
    /// <summary>In ticks of 100 ns.</summary>
    private static readonly Dictionary<string, decimal> Units = new(StringComparer.Ordinal)
    {
        ["ns"] = 0.01m, ["us"] = 10, ["µs"] = 10, ["ms"] = TimeSpan.TicksPerMillisecond, ["s"] = TimeSpan.TicksPerSecond, ["m"] = TimeSpan.TicksPerMinute,
        ["h"] = TimeSpan.TicksPerHour,
    };

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
            return true;

        Match match = Form.Match(text);
        if (!match.Success)
            return false;

        decimal ticks = match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures)
            .Sum(part => decimal.Parse(part.First.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Units[part.Second.Value]);
        if (ticks > long.MaxValue / 2)
            return false;
        duration = TimeSpan.FromTicks((long)(text[0] == '-' ? -ticks : ticks));
        return true;
    }

    /// <summary>As Go writes it: <c>1h0m0s</c>, <c>1.5s</c>, <c>500ms</c>, <c>0s</c>. <see cref="TryParse"/> reads the same again.</summary>
    public static string Format(TimeSpan duration)
    {
        string sign = duration < TimeSpan.Zero ? "-" : "";
        TimeSpan rest = duration.Duration();
        if (rest == TimeSpan.Zero)
            return "0s";
        if (rest < TimeSpan.FromMilliseconds(1))
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{rest.Ticks / (decimal)TimeSpan.TicksPerMicrosecond:0.#}µs");
        if (rest < TimeSpan.FromSeconds(1))
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{rest.Ticks / (decimal)TimeSpan.TicksPerMillisecond:0.####}ms");
        long hours = rest.Ticks / TimeSpan.TicksPerHour, minutes = rest.Minutes;
        decimal seconds = rest.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond;
        string before = hours > 0 ? $"{hours}h{minutes}m" : minutes > 0 ? $"{minutes}m" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{before}{seconds:0.#######}s");
    }

    [GeneratedRegex(@"^[+-]?(?:(?<number>\d{1,12}(?:\.\d{0,12})?)(?<unit>ns|us|µs|ms|s|m|h))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }
}
