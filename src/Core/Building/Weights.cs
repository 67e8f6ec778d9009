using System.Collections.Immutable;
using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>Makes pools: weight 0 takes nothing unless everybody has it, and weights have no common divisor.</summary>
internal static class Weights
{
    /// <param name="endpoints">In the order of a pool.</param>
    public static EndpointPool ToPool(List<PortEndpoint> endpoints)
    {
        if (endpoints.Count == 0)
            return EndpointPool.Empty;

        int divisor = 0;
        foreach (PortEndpoint endpoint in endpoints)
            divisor = GreatestCommonDivisor(divisor, endpoint.Source.Weight);

        var pool = ImmutableArray.CreateBuilder<Endpoint>(endpoints.Count);
        foreach (PortEndpoint endpoint in endpoints)
        {
            int weight = divisor == 0 ? 1 : endpoint.Source.Weight / divisor;
            if (weight > 0)
                pool.Add(endpoint.WithWeight(weight));
        }

        return new EndpointPool(new EquatableArray<Endpoint>(pool.DrainToImmutable()));
    }

    private static int GreatestCommonDivisor(int left, int right) => right == 0 ? left : GreatestCommonDivisor(right, left % right);
}
