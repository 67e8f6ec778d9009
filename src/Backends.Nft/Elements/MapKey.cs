namespace Proxier.Backends.Nft.Elements;

/// <summary>A lookup and the verdict that it gives: one element of a verdict map.</summary>
internal readonly record struct MapKey(string Container, FrontendKey Frontend);
