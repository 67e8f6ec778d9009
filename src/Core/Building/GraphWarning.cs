using Proxier.Core.Events;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Something in the input that is not done as written. Compares by content, so that only new ones need to be logged.</summary>
/// <param name="Object">Kind and name, such as <c>Service default/web</c>, or <c>Node node-a</c>.</param>
/// <param name="Field">As in the object's manifest, such as <c>spec.externalIPs</c>.</param>
/// <param name="Message">What is wrong and what happens instead.</param>
public sealed record GraphWarning(string Object, string Field, string Message)
{
    /// <summary>What the cluster is told of it; null: nothing.</summary>
    public ClusterEvent? Event { get; init; }

    public override string ToString() => $"{Object}: {Field}: {Message}";

    internal static GraphWarning About(Service service, string field, string message) => new($"Service {service.Name}", field, message);

    /// <summary>The same, and kube-proxy's event for an address in a family in which it means nothing.</summary>
    /// <param name="service">Whose address it is, or whose endpoint's.</param>
    internal GraphWarning AsWrongFamily(ObjectName service) => this with
    {
        Event = new ClusterEvent(EventSubject.Service(service), EventType.Warning, "KubeProxyIncorrectIPVersion", "GatherEndpoints", ToString()),
    };

    internal static GraphWarning About(EndpointSlice slice, string field, string message) => new($"EndpointSlice {slice.Name}", field, message);

    internal static GraphWarning About(Node? node, string field, string message) => new(node is null ? "Node" : $"Node {node.Name}", field, message);
}
