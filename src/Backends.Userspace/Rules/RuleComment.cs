namespace Proxier.Backends.Userspace.Rules;

/// <summary>
/// Text that may stand between quotes for nft and iptables: letters, digits and <c>. _ : / - ( )</c> and spaces, at most 127 bytes. Names are
/// checked where they are read; this is the last gate before a rule.
/// </summary>
internal static class RuleComment
{
    private const int MaxLength = 127;

    public static string From(string text)
    {
        string cut = text.Length <= MaxLength ? text : text[..(MaxLength - 3)] + "...";
        return string.Concat(cut.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '-' or ' ' or '(' or ')' ? c : '?'));
    }
}
