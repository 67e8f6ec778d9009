using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>Makes pools: weight 0 takes nothing unless everybody has it, and weights have no common divisor.</summary>
internal static class Weights
{
    /// <param name="endpoints">In the order of a pool.</param>
    public static EndpointPool ToPool(IReadOnlyList<PortEndpoint> endpoints)
    {
        if (endpoints.Count == 0)
            return EndpointPool.Empty;

        int divisor = endpoints.Aggregate(0, (divisor, endpoint) => GreatestCommonDivisor(divisor, endpoint.Source.Weight));
        return divisor == 0
            ? new EndpointPool(endpoints.Select(endpoint => endpoint.WithWeight(1)).ToEquatableArray())
            : new EndpointPool(endpoints.Where(endpoint => endpoint.Source.Weight > 0)
                .Select(endpoint => endpoint.WithWeight(endpoint.Source.Weight / divisor)).ToEquatableArray());
    }

    private static int GreatestCommonDivisor(int left, int right) => right == 0 ? left : GreatestCommonDivisor(right, left % right);
}
