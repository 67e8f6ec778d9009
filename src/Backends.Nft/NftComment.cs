using System.Buffers;

namespace Proxier.Backends.Nft;

/// <summary>
/// Text that may stand between quotes in nft: letters, digits and <c>. _ : / -</c>, at most 127 bytes (NFTNL_UDATA_COMMENT_MAXLEN less
/// its end). Names are checked where they are read; this is the last gate before a rule.
/// </summary>
internal static class NftComment
{
    private const int MaxLength = 127;

    private static readonly SearchValues<char> Harmless = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/-");

    public static string From(string text)
    {
        string cut = text.Length <= MaxLength ? text : text[..(MaxLength - 3)] + "...";
        return cut.AsSpan().ContainsAnyExcept(Harmless) ? string.Concat(cut.Select(c => Harmless.Contains(c) ? c : '?')) : cut;
    }
}
