namespace Proxier.Core.Status;

/// <summary>How far the kernel is behind the cluster.</summary>
/// <param name="IsComplete">Everything that existed at start has been read. Before that nothing is written.</param>
/// <param name="LastChange">When a change last came in; null when none has.</param>
/// <param name="PendingSince">Since when the oldest change waits that the kernel does not hold; null: it holds all.</param>
/// <param name="AgeSeconds">How old the state is that the kernel holds: 0 when nothing waits.</param>
/// <param name="PendingServices">Changes of Services that the kernel does not hold.</param>
/// <param name="PendingEndpointSlices">Changes of EndpointSlices that the kernel does not hold.</param>
/// <param name="IsHealthy">As <c>/livez</c> tells it: nothing waits for too long.</param>
/// <param name="IsNodeEligible">As <c>/healthz</c> tells it: the Node is not being removed.</param>
public sealed record StateStatus(
    bool IsComplete, DateTimeOffset? LastChange, DateTimeOffset? PendingSince, double AgeSeconds, long PendingServices, long PendingEndpointSlices,
    bool IsHealthy, bool IsNodeEligible);
