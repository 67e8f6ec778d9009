namespace Proxier.Backends.Iptables;

/// <summary>How a long text is divided into commits.</summary>
/// <param name="CommitsOnce">Each table in one commit, whatever its size.</param>
internal readonly record struct Cut(bool CommitsOnce)
{
    /// <summary>
    /// iptables-nft (1.8.9) looks through a list of all chain names of a commit for every rule: 5,000 services × 5 in one commit take
    /// 34 s, in pieces of this many chains 0.6 s.
    /// </summary>
    public const int ChainsInPiece = 400;

    public static Cut ForNft => new(CommitsOnce: false);

    /// <summary>iptables-legacy reads and writes the whole table at each commit.</summary>
    public static Cut ForLegacy => new(CommitsOnce: true);
}
