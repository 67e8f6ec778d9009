namespace Proxier.Backends.Iptables.Dispatch;

internal static class DispatchPieces
{
    /// <summary>Divides chains by the number of chains that they name, themselves and the targets of their rules.</summary>
    public static IEnumerable<IReadOnlyList<DispatchChain>> InPieces(this IEnumerable<DispatchChain> chains)
    {
        List<DispatchChain> piece = [];
        int names = 0;
        foreach (DispatchChain chain in chains)
        {
            int own = 1 + chain.Rules.Count;
            if (piece.Count > 0 && names + own > Cut.ChainsInPiece)
            {
                yield return piece;
                piece = [];
                names = 0;
            }

            piece.Add(chain);
            names += own;
        }

        if (piece.Count > 0)
            yield return piece;
    }
}
