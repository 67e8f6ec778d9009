namespace Proxier.Manifests;

/// <summary>The kinds of objects that are read; all others are counted and left out.</summary>
public enum ObjectKind
{
    Service,
    EndpointSlice,
    Node,
    ServiceCIDR,
}
