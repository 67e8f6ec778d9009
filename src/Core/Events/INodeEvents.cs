namespace Proxier.Core.Events;

/// <summary>Tells the cluster what happened on this node, as Kubernetes Events of the Node object.</summary>
public interface INodeEvents
{
    /// <summary>Returns at once; an event that cannot be delivered is lost, because nothing may wait for it.</summary>
    void Report(NodeEvent happened);
}
