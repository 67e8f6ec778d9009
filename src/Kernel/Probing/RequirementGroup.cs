using Proxier.Core;

namespace Proxier.Kernel.Probing;

/// <summary>Requirements that one run of a tool can try all at once, which is the quick way to a yes.</summary>
/// <param name="Together">Does what all members do; null: there is no such way. When it fails, each is tried alone.</param>
internal sealed record RequirementGroup(Step? Together, EquatableArray<Requirement> Members)
{
    public static RequirementGroup Of(params ReadOnlySpan<Requirement> members) => new(null, EquatableArray.Create(members));
}
