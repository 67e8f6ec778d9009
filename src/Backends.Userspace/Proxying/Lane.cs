using Proxier.Backends.Userspace.Balancing;
using Proxier.Core.Graph;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>A lane while it is open, and after that while anybody is connected through it.</summary>
internal sealed class Lane(LaneName name, Balancer balancer)
{
    private volatile bool _hasProxyHeader;

    public LaneName Name { get; } = name;

    public Balancer Balancer { get; } = balancer;

    /// <summary>Endpoints are told who the client is.</summary>
    public bool HasProxyHeader
    {
        get => _hasProxyHeader;
        private set => _hasProxyHeader = value;
    }

    /// <summary>Nobody comes any more; who is there has a while to end.</summary>
    public void Leave(long nowMs) => Balancer.Update(new LaneSpec(Name, 0, EndpointPool.Empty), nowMs);

    public void Update(LaneSpec spec, long nowMs)
    {
        HasProxyHeader = spec.HasProxyHeader;
        Balancer.Update(spec, nowMs);
    }
}
