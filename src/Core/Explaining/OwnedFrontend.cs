using System.Net;
using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

internal sealed record OwnedFrontend(ServicePort Owner, Frontend Frontend)
{
    public bool IsReachable => !Frontend.Pool.IsEmpty || Frontend.ShortCircuitPool is { IsEmpty: false };

    /// <summary>Null: everybody.</summary>
    /// <param name="ofAllAddresses">What any load balancer address of the owner allows.</param>
    public IEnumerable<IPNetwork>? AllowedSources(bool ofAllAddresses) => Frontend.AllowedSources is not { } own ? null
        : ofAllAddresses ? Owner.Frontends.Select(frontend => frontend.AllowedSources).OfType<EquatableArray<IPNetwork>>().SelectMany(list => list)
        : own;
}
