namespace Proxier.Core.Objects;

/// <summary>What the store held at one moment.</summary>
/// <param name="Version">Grows with each change; for <see cref="ObjectStore.WaitForChangeAsync"/>.</param>
/// <param name="IsSynced">Everything that existed at start has been read. Before that nothing may be programmed.</param>
/// <param name="Changes">Since the snapshot before.</param>
public sealed record ObjectSnapshot(long Version, ClusterState State, bool IsSynced, ObjectChanges Changes)
{
    /// <summary>When the first change since the snapshot before came in: a timestamp of the store's <see cref="TimeProvider"/>. Null: none did.</summary>
    public long? ChangedAt { get; init; }
}

/// <param name="Services">How many Services were changed, removed ones included.</param>
/// <param name="Slices">How many EndpointSlices were changed, removed ones included.</param>
/// <param name="Triggers">One for each version of a slice that carried a trigger time, in the order of arrival.</param>
public sealed record ObjectChanges(int Services, int Slices, EquatableArray<SliceTrigger> Triggers)
{
    public static ObjectChanges None { get; } = new(0, 0, []);
}

/// <param name="Time">When the change that an EndpointSlice reports happened.</param>
public readonly record struct SliceTrigger(IpFamily Family, DateTimeOffset Time);

/// <summary>For the metrics <c>kubeproxy_sync_proxy_rules_{service,endpoint}_changes_{total,pending}</c>.</summary>
/// <param name="ServicesTotal">Changes of Services since start.</param>
/// <param name="SlicesTotal">Changes of EndpointSlices since start.</param>
/// <param name="ServicesPending">Services that no snapshot shows yet as they are now.</param>
/// <param name="SlicesPending">EndpointSlices that no snapshot shows yet as they are now.</param>
public readonly record struct ChangeCounts(long ServicesTotal, long SlicesTotal, int ServicesPending, int SlicesPending);
