using Proxier.Integration.Backends;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>A testbed and what programs its node.</summary>
public interface IProxiedTestbed
{
    NetworkTestbed Bed { get; }

    IBackendUnderTest Backend { get; }
}
