namespace Proxier.Backends.Nft.Tests.Model;

/// <summary>The kernel, or nft before it, would not take this script.</summary>
internal sealed class NftRefusal(string message) : Exception(message);
