using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Kubernetes.Protocol;

namespace Proxier.Kubernetes.Watching;

/// <summary>What a service proxy watches, and in which API version.</summary>
internal sealed class WatchedKinds(ObjectStore store, ObjectReader reader, string nodeName)
{
    /// <summary>Objects that are for another proxy never leave the server; one that gains such a label looks deleted.</summary>
    private const string ForUs = $"!{Service.ProxyNameLabel},!{Service.HeadlessLabel}";

    private readonly OwnNode _node = new(store);

    public WatchedKind<Service> Services => new(
        "Service", new ApiCollection("services", "/api/v1/services", LabelSelector: ForUs), reader.ReadService, store.Set, store.RemoveService);

    public WatchedKind<EndpointSlice> EndpointSlices => new(
        "EndpointSlice", new ApiCollection("endpointslices", "/apis/discovery.k8s.io/v1/endpointslices", LabelSelector: ForUs),
        reader.ReadEndpointSlice, store.Set, store.RemoveSlice);

    public WatchedKind<Node> Node => new(
        "Node", new ApiCollection("nodes", "/api/v1/nodes", FieldSelector: $"metadata.name={nodeName}"), reader.ReadNode, _node.Set, _ => _node.Remove());

    /// <summary>Served in this version since Kubernetes 1.33.</summary>
    public WatchedKind<ServiceCidr> ServiceCidrs => new(
        "ServiceCIDR", new ApiCollection("servicecidrs", "/apis/networking.k8s.io/v1/servicecidrs"),
        reader.ReadServiceCidr, store.Set, name => store.RemoveServiceCidr(name.Name)) { IsOptional = true };
}
