namespace Proxier.Live.Table;

internal sealed record Row(Operation Operation, string Size)
{
    public Dictionary<Contender, Figure> Figures { get; } = [];

    /// <summary>Ours beside the rules of the smallest cluster, in the same rounds; null: not measured.</summary>
    public double? Smallest { get; set; }

    public Figure this[Contender contender] => Figures.GetValueOrDefault(contender, Figure.None);

    /// <summary>In the unit of the operation; null where there is none.</summary>
    public double? Ours => (this[Contender.Proxier] as Figure.Measured)?.Value;

    /// <summary>How many times better ours is than the yardstick; at least that where the yardstick did not come to an end.</summary>
    public double? Ratio => (this[Contender.Nftables136], Ours) switch
    {
        (_, null or 0) => null,
        (Figure.Measured { Value: > 0 and var theirs }, double ours) => Operation.IsMoreBetter ? ours / theirs : theirs / ours,
        (Figure.MoreThan { Value: var theirs }, double ours) => theirs / ours,
        _ => null,
    };

    public string RatioText => Ratio is { } ratio ? $"{(this[Contender.Nftables136] is Figure.MoreThan ? "> " : "")}{Figure.Text(ratio)}" : "–";
}
