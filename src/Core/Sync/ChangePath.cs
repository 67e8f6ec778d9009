namespace Proxier.Core.Sync;

/// <summary>
/// Where a change of the cluster was when, on its way to a sync loop: timestamps of the <see cref="TimeProvider"/>. Of several changes on
/// one way it is that of the first.
/// </summary>
/// <param name="Received">It came into the store.</param>
/// <param name="Noticed">The graph was begun.</param>
/// <param name="Built">The graph was there.</param>
public readonly record struct ChangePath(long Received, long Noticed, long Built);
