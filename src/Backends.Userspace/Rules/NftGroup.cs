namespace Proxier.Backends.Userspace.Rules;

/// <summary>Elements of one set or map.</summary>
internal sealed record NftGroup(string Container, IReadOnlyList<string> Elements);
