namespace Proxier.Core.Objects;

/// <summary>
/// A Service and its slices: all that the ports of one Service depend on, besides the node. Replaced whole when any of it changes.
/// </summary>
/// <param name="Service">Null while only slices are known.</param>
/// <param name="Slices">Of both families, ordered by name.</param>
public sealed record ServiceObjects(ObjectName Name, Service? Service, EquatableArray<EndpointSlice> Slices);
