using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables;

/// <summary>How a long text is divided into commits.</summary>
/// <param name="ChainsInCommit">About how many chains one commit may name.</param>
internal readonly record struct Cut(int ChainsInCommit)
{
    /// <summary>The unit that commits are made of.</summary>
    public const int ChainsInPiece = 400;

    /// <summary>
    /// iptables-nft (1.8.9) looks through a sorted list of all chain names of a commit for every rule: 5,000 services × 5 in one commit take
    /// more than 78 s of processor time, in commits of this size 2.7 s.
    /// </summary>
    public static Cut ForNft => new(ChainsInPiece);

    /// <summary>
    /// At each commit the kernel (6.18) follows every jump of the table that a packet could, so with rules in place many commits cost more
    /// than long lists. This is about where the sum is least for 5,000 services × 5.
    /// </summary>
    public static Cut ForNftInUse => new(5 * ChainsInPiece);

    /// <summary>iptables-legacy reads and writes the whole table at each commit.</summary>
    public static Cut ForLegacy => new(int.MaxValue);

    public static Cut For(IptablesVariant variant) => variant == IptablesVariant.Legacy ? ForLegacy : ForNft;

    /// <summary>Where services have rules already.</summary>
    public static Cut ForInUse(IptablesVariant variant) => variant == IptablesVariant.Legacy ? ForLegacy : ForNftInUse;
}
