using Proxier.Core;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft.Balancing;

/// <summary>
/// How one pool is balanced: a number is drawn, and each number stands for an endpoint. Weights are repetitions, so every scheduler
/// knows them.
/// </summary>
internal sealed class Slots(Draw draw, EquatableArray<Endpoint> weighted)
{
    /// <summary>A pool up to this size is in sorted order, in which people find an endpoint. All of it is then less text than a change of some pools anyway.</summary>
    private const int MostInSortedOrder = 512;

    /// <summary>Null: not asked for, or as they were given. A chain that draws a slot asks only for their number.</summary>
    private EquatableArray<Endpoint>? _steady;

    public Draw Draw { get; } = draw;

    public int Count => weighted.Count;

    public EquatableArray<Endpoint> Endpoints => Count > MostInSortedOrder && Draw == Draw.Random ? _steady ??= SteadyOrder.Of(weighted) : weighted;

    public static Slots Of(EndpointPool pool, Scheduler scheduler) => scheduler switch
    {
        Scheduler.RoundRobin => new Slots(Draw.RoundRobin, Weighted(pool)),
        Scheduler.SourceHash => new Slots(Draw.SourceHash, Weighted(pool)),
        Scheduler.Maglev when !pool.IsEmpty => new Slots(Draw.Maglev, MaglevTable.Build(pool.Endpoints)),
        _ => new Slots(Draw.Random, Weighted(pool)),
    };

    /// <summary>Each endpoint as often as its weight says, after dividing by what all weights have in common.</summary>
    private static EquatableArray<Endpoint> Weighted(EndpointPool pool)
    {
        int divisor = 0;
        bool isEven = true;
        foreach (Endpoint endpoint in pool.Endpoints)
        {
            isEven &= endpoint.Weight == pool.Endpoints[0].Weight;
            divisor = GreatestCommonDivisor(endpoint.Weight, divisor);
        }

        return isEven
            ? pool.Endpoints
            : pool.Endpoints.SelectMany(endpoint => Enumerable.Repeat(endpoint, endpoint.Weight / divisor)).ToEquatableArray();
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
