using System.Globalization;
using System.Text.RegularExpressions;

namespace Proxier.Kernel.Versions;

/// <param name="Text">As <c>uname -r</c> prints it: <c>6.1.0-25-amd64</c>.</param>
/// <param name="Number">Its first two numbers, which is what a feature is tied to; 0.0 when the text has none.</param>
public sealed partial record KernelRelease(string Text, Version Number)
{
    public static KernelRelease Parse(string text)
    {
        Match match = MajorAndMinor.Match(text);
        return new KernelRelease(text, match.Success ? new Version(Part(match, 1), Part(match, 2)) : new Version(0, 0));
    }

    public bool IsAtLeast(int major, int minor) => Number >= new Version(major, minor);

    private static int Part(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{1,5})\.(\d{1,5})")]
    private static partial Regex MajorAndMinor { get; }
}
