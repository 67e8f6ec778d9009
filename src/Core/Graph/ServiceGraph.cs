using Proxier.Core.Objects;

namespace Proxier.Core.Graph;

/// <summary>Everything this node must forward, in two halves that never depend on each other.</summary>
public sealed record ServiceGraph(FamilyGraph IPv4, FamilyGraph IPv6)
{
    public FamilyGraph this[IpFamily family] => family == IpFamily.IPv4 ? IPv4 : IPv6;
}
