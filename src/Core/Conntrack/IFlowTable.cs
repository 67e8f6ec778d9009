using Proxier.Core.Objects;

namespace Proxier.Core.Conntrack;

/// <summary>The flows that the kernel tracks in this network namespace.</summary>
public interface IFlowTable
{
    /// <summary>All UDP flows of one family, one after the other, however many there are.</summary>
    /// <exception cref="ProxyException">The kernel does not tell.</exception>
    IEnumerable<Flow> ReadUdp(IpFamily family, CancellationToken cancel);

    /// <summary>Deletes this very flow, and none that came after it between the same ends. False: it has ended by itself.</summary>
    /// <exception cref="ProxyException">The kernel refused.</exception>
    bool Delete(IpFamily family, Flow flow);
}
