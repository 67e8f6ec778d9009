using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>A service port's wish to have a frontend. Of several for the same key the first in order gets it.</summary>
internal readonly record struct FrontendClaim(FrontendKind Kind, ServicePortName Port) : IComparable<FrontendClaim>
{
    public int CompareTo(FrontendClaim other)
    {
        int order = Kind.CompareTo(other.Kind);
        return order != 0 ? order : Port.CompareTo(other.Port);
    }
}
