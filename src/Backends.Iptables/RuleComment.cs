namespace Proxier.Backends.Iptables;

/// <summary>
/// Text that may stand between quotes in a rule: at most 255 bytes (XT_MAX_COMMENT_LEN less its end), and nothing that ends a quote or a
/// line. Names are checked where they are read; this is the last gate before a rule.
/// </summary>
internal static class RuleComment
{
    private const int MaxLength = 255;

    public static string From(string text)
    {
        string cut = text.Length <= MaxLength ? text : text[..(MaxLength - 3)] + "...";
        return cut.All(IsHarmless) ? cut : string.Concat(cut.Select(c => IsHarmless(c) ? c : '?'));
    }

    private static bool IsHarmless(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '_' or ':' or '/' or '-' or '>' or '[' or ']' or ';';
}
