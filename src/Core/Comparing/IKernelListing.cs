using Proxier.Core.Commands;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;

namespace Proxier.Core.Comparing;

/// <summary>
/// Lists what a backend has in the kernel, object by object, in the words of the backend's tools, and what it should have. Text that the same
/// rules give is the same in both. An element is compared without its place among others, everything else with it.
/// </summary>
public interface IKernelListing
{
    /// <summary>Only what is ours, in the tool's order, and nothing that packets write: remembered clients, counters.</summary>
    /// <param name="desired">For what stays for a while though it is not desired any more.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="CommandFailedException">The kernel cannot be read.</exception>
    IAsyncEnumerable<KernelObject> ListAsync(FamilyGraph desired, CancellationToken cancel);

    /// <summary>
    /// The same of a kernel that holds exactly <paramref name="desired"/>. What only a tool can put into its words is loaded into
    /// <paramref name="scratch"/> and read back there.
    /// </summary>
    /// <param name="desired">What the kernel should hold.</param>
    /// <param name="scratch">Runs programs in a network namespace without links and without rules of this family.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CommandFailedException">A tool refused, or the kernel cannot be read.</exception>
    IAsyncEnumerable<KernelObject> ListDesiredAsync(FamilyGraph desired, ICommandRunner scratch, CancellationToken cancel);
}
