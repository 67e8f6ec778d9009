namespace Proxier.Backends.Nft.Elements;

/// <summary>Elements of one set or map; never empty, because nft refuses empty braces.</summary>
internal sealed record ElementGroup<T>(string Container, IReadOnlyList<T> Elements);
