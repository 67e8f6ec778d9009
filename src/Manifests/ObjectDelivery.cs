using Proxier.Core.Objects;

namespace Proxier.Manifests;

/// <summary>Hands objects of all kinds to a store.</summary>
internal static class ObjectDelivery
{
    /// <param name="nodeName">Of the only Node that is handed over.</param>
    public static void Set(ObjectStore store, object value, string? nodeName)
    {
        switch (value)
        {
            case Service service:
                store.Set(service);
                break;
            case EndpointSlice slice:
                store.Set(slice);
                break;
            case ServiceCidr cidr:
                store.Set(cidr);
                break;
            case Node node when node.Name == nodeName:
                store.SetNode(node);
                break;
        }
    }

    public static void Remove(ObjectStore store, ObjectKey key, string? nodeName)
    {
        switch (key.Kind)
        {
            case ObjectKind.Service:
                store.RemoveService(key.Name);
                break;
            case ObjectKind.EndpointSlice:
                store.RemoveSlice(key.Name);
                break;
            case ObjectKind.ServiceCIDR:
                store.RemoveServiceCidr(key.Name.Name);
                break;
            case ObjectKind.Node when key.Name.Name == nodeName:
                store.SetNode(null);
                break;
        }
    }
}
