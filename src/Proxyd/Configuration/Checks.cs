using System.Globalization;
using System.Text.RegularExpressions;
using Proxier.Core;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Proxyd.Configuration;

/// <summary>What a value of the right form must fulfil besides. Each answers null, or what is wrong.</summary>
internal static partial class Checks
{
    public static string? NotNegative(TimeSpan value) => value < TimeSpan.Zero ? $"{value.TotalSeconds} s is less than zero" : null;

    public static string? Positive(TimeSpan value) => value <= TimeSpan.Zero ? "must be more than zero" : null;

    public static string? NotNegative(int value) => value < 0 ? $"{value} is less than zero" : null;

    public static Func<int, string?> Between(int least, int most) => value => value < least || value > most ? $"{value} is not within {least} to {most}" : null;

    public static Func<TimeSpan, string?> Between(TimeSpan least, TimeSpan most) => value =>
        value < least || value > most ? $"must be from {CommandLine.GoDuration.Format(least)} to {CommandLine.GoDuration.Format(most)}" : null;

    public static Func<string, string?> OneOf(params IEnumerable<string> words) => value =>
        words.Contains(value) ? null : $"{Excerpt.Of(value)} is not one of {string.Join(", ", words.Where(word => word.Length > 0))}";

    public static string? Networks(EquatableArray<string> value)
    {
        string[] wrong = [.. value.Where(text => !AddressText.TryParseNetwork(text, out _))];
        return wrong.Length == 0 ? null : $"{string.Join(", ", wrong.Select(text => Excerpt.Of(text)))} is not a CIDR, such as 10.0.0.0/8 or fd00::/64";
    }

    /// <summary>IP:PORT; without a port the usual one, and empty, as the setting has it.</summary>
    public static string? Listener(string value) =>
        value.Length == 0 || Forms.Listener.TryParse(value, 1, out _) ? null : $"{Excerpt.Of(value)} is not IP:PORT, such as 0.0.0.0:10256 or [::]:10256";

    /// <summary>A port, FIRST-LAST or FIRST+COUNT; empty for none.</summary>
    public static string? PortRange(string value)
    {
        if (value.Length == 0)
            return null;
        Match match = PortRangeForm.Match(value);
        int first = Number(match.Groups["first"]), last = Number(match.Groups["last"]), count = Number(match.Groups["count"]);
        bool isRight = match.Success && first <= 65_535 && last <= 65_535 && first + count <= 65_535 && (!match.Groups["last"].Success || first <= last);
        return isRight ? null : $"{Excerpt.Of(value)} is not a range of ports, such as 32000-32767";
    }

    public static string? MinorVersion(string value) => value.Length == 0 || MinorVersionForm.IsMatch(value) ? null : $"{Excerpt.Of(value)} is not a version such as 1.35";

    private static int Number(Group group) => int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"^(?<first>\d{1,5})(-(?<last>\d{1,5})|\+(?<count>\d{1,5}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex PortRangeForm { get; }

    [GeneratedRegex(@"^\d{1,3}\.\d{1,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex MinorVersionForm { get; }
}
