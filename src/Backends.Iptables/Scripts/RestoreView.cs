namespace Proxier.Backends.Iptables.Scripts;

/// <summary>The model of <c>restore.scriban</c>.</summary>
/// <param name="Program">Which program this is for: the families look much alike.</param>
/// <param name="Pieces">Made while they are read: all of them together may be far larger than the graph.</param>
internal sealed record RestoreView(string Program, IEnumerable<PieceView> Pieces)
{
    /// <summary>Joins neighbours of the same table into one commit, as far as the cut allows.</summary>
    public static RestoreView Of(string program, IEnumerable<PieceView> pieces, Cut cut) => new(program, Joined(pieces, cut));

    private static IEnumerable<PieceView> Joined(IEnumerable<PieceView> pieces, Cut cut)
    {
        PieceView? last = null;
        int names = 0;
        foreach (PieceView piece in pieces)
        {
            names += piece.NameCount;
            bool continues = last?.Table == piece.Table && names <= cut.ChainsInCommit;
            if (last is not null)
                yield return last with { IsLast = !continues };
            last = piece with { IsFirst = !continues };
            names = continues ? names : piece.NameCount;
        }

        if (last is not null)
            yield return last;
    }
}
