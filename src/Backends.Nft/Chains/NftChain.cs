namespace Proxier.Backends.Nft.Chains;

/// <summary>A chain that some service needs. The name says all that is in it, or ends in a hash of it: equal names, equal rules.</summary>
internal abstract record NftChain(string Name)
{
    /// <summary>Deletion goes from high to low, so that whoever jumps goes before its target.</summary>
    public abstract int Level { get; }
}
