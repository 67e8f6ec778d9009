using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

internal sealed record OwnedFrontend(ServicePort Owner, Frontend Frontend)
{
    public bool IsReachable => !Frontend.Pool.IsEmpty || Frontend.ShortCircuitPool is { IsEmpty: false };
}
