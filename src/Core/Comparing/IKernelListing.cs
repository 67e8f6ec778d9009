using Proxier.Core.Commands;
using Proxier.Core.Explaining;
using Proxier.Core.Objects;

namespace Proxier.Core.Comparing;

/// <summary>Reads what a backend has in the kernel, object by object, in the words of the backend's tool.</summary>
public interface IKernelListing
{
    /// <summary>
    /// Only what is ours, in the tool's order, and nothing that packets write: remembered clients, counters. Text that the same rules give
    /// is the same wherever they are, so that what is can be compared with what should be. An element is compared without its place among
    /// others, everything else with it.
    /// </summary>
    /// <exception cref="CommandFailedException">The kernel cannot be read.</exception>
    IAsyncEnumerable<KernelObject> ListAsync(IpFamily family, CancellationToken cancel);
}
