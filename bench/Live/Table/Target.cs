namespace Proxier.Live.Table;

/// <summary>What a row is to reach.</summary>
/// <param name="Services">The size that it is for; null: every one.</param>
/// <param name="IsMet">Null: cannot be told without other rows.</param>
internal sealed record Target(Operation Operation, int? Services, string Text, Func<Row, BenchTable, bool?> IsMet)
{
    public static IReadOnlyList<Target> All { get; } =
    [
        new(Operation.ApplyFromEmpty, 5000, "10 times faster", (row, _) => row.Ratio >= 10),
        new(Operation.ApplyFromEmpty, 30_000, "< 8 s", (row, _) => row.Ours < 8),
        new(Operation.Render, 30_000, "< 0.3 s", (row, _) => row.Ours < 0.3),
        new(Operation.Restart, 30_000, "< 2 s", (row, _) => row.Ours < 2),
        new(Operation.RestartWrites, null, "none", (row, _) => row.Ours == 0),
        new(Operation.OneEndpoint, 30_000, "< 25 ms, ≤ 1.5 × that at 1,000", (row, table) => table.Find(row.Operation, TableSize.All[0])?.Ours is { } small ? row.Ours < 25 && row.Ours <= 1.5 * small : null),
        new(Operation.Resident, 30_000, "< 250 MiB", (row, _) => row.Ours < 250),
        new(Operation.LastServiceP50, 30_000, "≤ 1.05 × that at 1,000 in the same rounds", (row, _) => row.Smallest is { } small ? row.Ours <= 1.05 * small : null),
    ];

    public static Target? Of(Row row) => All.FirstOrDefault(target =>
        target.Operation == row.Operation && (target.Services is not { } services || TableSize.All.First(size => size.Services == services).ToString() == row.Size));
}
