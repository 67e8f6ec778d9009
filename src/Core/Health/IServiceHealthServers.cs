using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Health;

/// <summary>Answers on the health-check node ports of Services.</summary>
public interface IServiceHealthServers
{
    /// <summary>
    /// Answer for these Services and for no other. Returns at once; a port that cannot be opened is tried again with the next call.
    /// </summary>
    void Update(IpFamily family, IReadOnlyList<ServiceHealth> services, NodePortAddresses addresses);
}
