using System.Buffers;

namespace Proxier.Core.Objects.Reading;

/// <summary>
/// The forms that names of objects may have (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/). Checked
/// here once: later code writes names into rules and trusts them.
/// </summary>
public static class DnsName
{
    public const int MaxLabelLength = 63;

    public const int MaxSubdomainLength = 253;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>RFC 1123 label in lower case: a name without dots.</summary>
    public static bool IsLabel(ReadOnlySpan<char> name) => name.Length <= MaxLabelLength && IsPart(name);

    /// <summary>RFC 1123 subdomain in lower case: labels, of any length, with dots between.</summary>
    public static bool IsSubdomain(ReadOnlySpan<char> name)
    {
        if (name.Length > MaxSubdomainLength)
            return false;
        foreach (Range part in name.Split('.'))
        {
            if (!IsPart(name[part]))
                return false;
        }

        return true;
    }

    private static bool IsPart(ReadOnlySpan<char> part) =>
        !part.IsEmpty && part[0] != '-' && part[^1] != '-' && !part.ContainsAnyExcept(LabelCharacters);
}
