namespace Proxier.Manifests;

/// <summary>One object of a manifest.</summary>
/// <param name="Value">A Service, EndpointSlice, Node or ServiceCidr; null when an error lost it.</param>
internal sealed record ManifestObject(ObjectKey Key, object? Value, ManifestLocation Location);
