namespace Proxier.Backends.Nft.Scripts;

/// <summary>The model of <c>tidy.scriban</c>.</summary>
internal sealed record TidyView(string Family, IReadOnlyList<string> Chains, IReadOnlyList<string> Maps);
