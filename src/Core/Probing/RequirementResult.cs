using Proxier.Core.Objects;

namespace Proxier.Core.Probing;

/// <summary>What became of one thing that a proxy mode needs.</summary>
/// <param name="Name">In the field's words: "verdict map with concatenated key".</param>
/// <param name="Family">Null: it is not a matter of the family.</param>
/// <param name="IsOptional">The mode works without it, less well.</param>
public sealed record RequirementResult(string Name, IpFamily? Family, bool IsOptional, Support Support);
