using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>One thing that a mode needs, and how it is tried: all steps have to succeed.</summary>
/// <param name="Family">Null: it is not a matter of the family.</param>
internal sealed record Requirement(string Name, IpFamily? Family, EquatableArray<Step> Steps)
{
    public bool IsOptional { get; init; }

    /// <summary>What of the kernel it takes, to explain a no; what others depend on comes first.</summary>
    public EquatableArray<KernelFeature> Features { get; init; }
}
