using System.Globalization;
using System.Text.RegularExpressions;

namespace Proxier.Backends.Nft.Tests.Model;

/// <summary>Follows a packet from a verdict map to the slots that may be drawn for it.</summary>
internal static partial class Slots
{
    private static readonly string[] VerdictMaps = ["frontends", "nodeports", "short-circuits", "short-circuit-nodeports"];

    public static void AssertReachable(NftTable table)
    {
        foreach (string map in VerdictMaps)
        {
            foreach ((string frontend, string verdict) in table.Container(map))
                AssertLeadsSomewhere(table, frontend, verdict);
        }
    }

    private static void AssertLeadsSomewhere(NftTable table, string frontend, string verdict)
    {
        foreach (string rule in table.Rules(verdict["goto ".Length..]))
        {
            if (Goto().Match(rule) is { Success: true } jump)
                AssertLeadsSomewhere(table, frontend, jump.Value);
            if (Pick().Match(rule) is { Success: true } pick)
            {
                int count = int.Parse(pick.Groups["count"].Value, CultureInfo.InvariantCulture);
                Assert.All(Enumerable.Range(0, count), slot => Assert.Contains($"{frontend} . 0:{slot:x}", table.Container(pick.Groups["map"].Value).Keys));
            }
        }
    }

    [GeneratedRegex("goto [a-z0-9-]+$")]
    private static partial Regex Goto();

    [GeneratedRegex(@" mod (?<count>\d+) .*meta priority map @(?<map>[a-z-]+)$")]
    private static partial Regex Pick();
}
