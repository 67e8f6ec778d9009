namespace Proxier.Core.Objects;

/// <summary>Where objects come from: the API server, or a folder of manifests.</summary>
public interface IObjectSource
{
    /// <summary>
    /// Fills the store, calls <see cref="ObjectStore.MarkSynced"/> once everything that exists now is in it, and keeps it up to date
    /// until cancelled.
    /// </summary>
    Task RunAsync(ObjectStore store, CancellationToken cancel);
}
