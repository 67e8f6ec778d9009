namespace Proxier.Kernel.Probing;

/// <param name="Lines">For <c>nft -f</c>, after <see cref="NftTrials.Frame"/>. They may be loaded with those of other trials.</param>
internal sealed record NftTrial(string Name, IReadOnlyList<string> Lines, params IReadOnlyList<KernelFeature> Features)
{
    public bool IsOptional { get; init; }
}
