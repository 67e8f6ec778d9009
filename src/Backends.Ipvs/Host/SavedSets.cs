using System.Globalization;
using System.Net;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Reads what <c>ipset save</c> prints.</summary>
internal static class SavedSets
{
    public static IReadOnlyDictionary<string, SavedSet> Parse(string text)
    {
        Dictionary<string, SavedSet> sets = new(StringComparer.Ordinal);
        Dictionary<string, HashSet<string>> members = new(StringComparer.Ordinal);
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            string[] words = line.ToString().Split(' ', 4);
            if (words is ["create", var name, var type, ..])
                sets[name] = new SavedSet(type, members[name] = new HashSet<string>(StringComparer.Ordinal));
            else if (words is ["add", var known, var member, ..] && members.TryGetValue(known, out HashSet<string>? list))
                list.Add(Canonical(member));
        }

        return sets;
    }

    /// <summary>Addresses as we write them: C libraries print some IPv6 addresses in another way.</summary>
    private static string Canonical(string member) => member.Contains(':', StringComparison.Ordinal) || member.Contains('.', StringComparison.Ordinal)
        ? string.Join(',', member.Split(',').Select(Part))
        : member;

    private static string Part(string part)
    {
        int slash = part.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? part : part[..slash], out IPAddress? address))
            return part;
        return slash < 0 ? address.ToString() : string.Create(CultureInfo.InvariantCulture, $"{address}{part[slash..]}");
    }
}
