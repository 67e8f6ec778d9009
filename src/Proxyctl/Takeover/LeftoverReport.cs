using Proxier.Core.Objects;
using Proxier.Core.Takeover;

namespace Proxier.Proxyctl.Takeover;

/// <param name="Mode">The proxy mode that made them.</param>
/// <param name="Kind">table, chain, rule, set.</param>
/// <param name="Table">The table that chains and rules are in.</param>
/// <param name="StaysBecause">Null: they go.</param>
internal sealed record LeftoverReport(string Mode, string Tool, IpFamily Family, string Kind, string? Table, int Count, IReadOnlyList<string> Names, string? StaysBecause)
{
    /// <summary>Most that people are shown.</summary>
    private const int MostShown = 12;

    public static LeftoverReport Of(Leftover left) => new(
        left.Mode, left.Tool, left.Family, left.Kind, left.Place.Length == 0 ? null : left.Place, left.Names.Count, [.. left.Names], left.StaysBecause);

    public override string ToString() =>
        $"  {Count} {Kind}{(Count == 1 ? "" : "s")}{(Table is null ? "" : $" of table {Table}")}{(StaysBecause is null ? "" : " stays")}: {Listed}{(StaysBecause is null ? "" : $" ({StaysBecause})")}";

    private string Listed => string.Join(Kind == "rule" ? "; " : ", ", Names.Take(MostShown)) + (Count > MostShown ? $" and {Count - MostShown} more" : "");
}
