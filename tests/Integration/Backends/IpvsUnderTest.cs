using Proxier.Backends.Ipvs;
using Proxier.Core.Building;

namespace Proxier.Integration.Backends;

/// <summary>Needs a kernel with IPVS.</summary>
public sealed class IpvsUnderTest() : InProcessBackend(services => services.AddIpvsBackend(), NodePortAddressWords.All)
{
    protected override bool IsKept => true;
}
