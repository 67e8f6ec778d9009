using System.Text.RegularExpressions;

namespace Proxier.Containers;

/// <summary>What iptables-save prints, in a form that two prints of the same rules have in common.</summary>
internal static partial class SavedText
{
    public static string WithoutCounters(string text) => Changing().Replace(text, "");

    /// <summary>Comments with the time, and packets and bytes of chains.</summary>
    [GeneratedRegex(@"^#.*\n| \[\d+:\d+\]$", RegexOptions.Multiline)]
    private static partial Regex Changing();
}
