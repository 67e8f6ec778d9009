namespace Proxier.Backends.Nft.Chains;

/// <summary>A frontend with <c>externalTrafficPolicy: Local</c>: pods and this host take the short circuit.</summary>
/// <param name="ShortCircuit">A lookup with verdict, or a goto.</param>
/// <param name="Target">Where everybody else goes; null when this node has no endpoint.</param>
internal sealed record LocalChain(string Name, string ShortCircuit, string? Target) : NftChain(Name)
{
    public override int Level => 1;
}
