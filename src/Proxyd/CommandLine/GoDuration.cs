using System.Globalization;
using System.Text.RegularExpressions;

namespace Proxier.Proxyd.CommandLine;

/// <summary>Durations as kube-proxy's flags take them: <c>30s</c>, <c>1h0m0s</c>, <c>500ms</c>, <c>1.5h</c>, <c>0</c>.</summary>
internal static partial class GoDuration
{
    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        ["ns"] = 1e-9, ["us"] = 1e-6, ["µs"] = 1e-6, ["ms"] = 1e-3, ["s"] = 1, ["m"] = 60, ["h"] = 3600,
    };

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
            return true;

        Match match = Form.Match(text);
        if (!match.Success)
            return false;

        double seconds = match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures)
            .Sum(part => double.Parse(part.First.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Units[part.Second.Value]);
        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2)
            return false;
        duration = TimeSpan.FromSeconds(text[0] == '-' ? -seconds : seconds);
        return true;
    }

    [GeneratedRegex(@"^[+-]?(?:(?<number>\d{1,12}(?:\.\d{0,12})?)(?<unit>ns|us|µs|ms|s|m|h))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }
}
