using Proxier.Core.Objects;

namespace Proxier.Core.Backends;

/// <summary>Tells when somebody commits a change to the nftables rules of this network namespace.</summary>
public interface ITableEvents
{
    /// <summary>
    /// Starts listening at once and ends by cancellation. A commit that touches none of the tables asked for is left out.
    /// </summary>
    /// <param name="table">The table to listen for, in both families.</param>
    /// <param name="cancel">Ends the listening.</param>
    /// <exception cref="ProxyException">The kernel cannot be listened to.</exception>
    IAsyncEnumerable<TableCommit> ListenAsync(string table, CancellationToken cancel);
}

/// <summary>One transaction that changed the table, in at least one family.</summary>
/// <param name="Family">Null: events were lost, and any family may have changed any number of times.</param>
public readonly record struct TableCommit(IpFamily? Family);
