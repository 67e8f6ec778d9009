namespace Proxier.Backends.Nft.Chains;

/// <summary>Marks the packet for masquerading and goes on to <paramref name="Target"/>.</summary>
internal sealed record MasqueradeChain(string Target) : NftChain($"masq-{Target}")
{
    public override int Level => 1;
}
