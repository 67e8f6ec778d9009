namespace Proxier.Proxyctl.Tests.Hostile;

/// <summary>Text that somebody may write into a manifest to get at the rules, at a terminal, or at nothing in particular.</summary>
internal static class HostileText
{
    public static IReadOnlyList<string> Whole { get; } =
    [
        "\"", "web\"", "a\nb", "web\n}\nflush ruleset\n", "web\" : accept, 0.0.0.0 . tcp . 22 comment \"", "} ; flush ruleset ; {", "a;b", "a # b", "a{b}", "$(reboot)", "`reboot`",
        "a\\", "a\u0000b", "a\u001b[2Jb", "a\u2028b", "a\u0085b", "wéb", "веб", "😀", "\ufeffweb", "web ", " web", "web\t", "web,", "web . tcp", "a/b", "a:b", "@backends", "*", "..", "-", "",
        "WEB", "web_1", "accept", new('a', 64), new('a', 254), new('a', 10_000), new('"', 10_000),
    ];

    /// <summary>To be put together at random.</summary>
    public static IReadOnlyList<string> Parts { get; } =
        ["web", "a", "1", "-", ".", "/", ":", ",", "\"", "'", "\n", "\r", "\t", " ", "{", "}", "(", ")", ";", "#", "\\", "$", "@", "*", "\u0000", "\u001b", "\u2028", "é", "😀", "accept", "drop", "flush ruleset", "include \"/etc/passwd\"", "10.0.0.1", "::1"];
}
