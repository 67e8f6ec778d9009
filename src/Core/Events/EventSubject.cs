using Proxier.Core.Objects;

namespace Proxier.Core.Events;

/// <summary>The object that an event is about.</summary>
/// <param name="Name">Without namespace for a Node.</param>
public readonly record struct EventSubject(string Kind, ObjectName Name)
{
    public static EventSubject Node(string name) => new("Node", new ObjectName("", name));

    public static EventSubject Service(ObjectName name) => new("Service", name);
}
