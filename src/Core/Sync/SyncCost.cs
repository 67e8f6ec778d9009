namespace Proxier.Core.Sync;

/// <param name="Scripts">How many were given to tools.</param>
/// <param name="Bytes">Of all of them.</param>
/// <param name="Tools">How long the tools ran, one after the other.</param>
public readonly record struct SyncCost(int Scripts, long Bytes, TimeSpan Tools = default);
