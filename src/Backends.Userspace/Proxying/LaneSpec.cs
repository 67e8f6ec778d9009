using Proxier.Core;
using Proxier.Core.Graph;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>What a lane is to be.</summary>
/// <param name="Port">The local port that it listens on.</param>
/// <param name="Pool">Never empty.</param>
internal sealed record LaneSpec(LaneName Name, ushort Port, EndpointPool Pool)
{
    /// <summary>Endpoints whose UDP flows stay, whether or not new ones may go there.</summary>
    public EquatableArray<Endpoint> Serving { get; init; }

    public Scheduler Scheduler { get; init; }

    public TimeSpan? AffinityTimeout { get; init; }

    public bool HasProxyHeader { get; init; }
}
