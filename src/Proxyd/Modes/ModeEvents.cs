using Proxier.Core.Choosing;
using Proxier.Core.Events;

namespace Proxier.Proxyd.Modes;

/// <summary>The choice as events of the Node.</summary>
internal static class ModeEvents
{
    private const string Action = "ChooseProxyMode";

    public static IEnumerable<ClusterEvent> Of(ModeChoice choice, string nodeName)
    {
        EventType type = choice.IsFallback ? EventType.Warning : EventType.Normal;
        EventSubject node = EventSubject.Node(nodeName);
        foreach (RejectedMode rejected in choice.Rejected)
            yield return new ClusterEvent(node, type, "ProxyModeRejected", Action, $"Proxy mode {rejected.Mode} is not used: {rejected.Reason}");
        yield return new ClusterEvent(
            node, type, choice.IsFallback ? "ProxyModeFallback" : "ProxyModeChosen", Action,
            $"Proxy mode {choice.Selected} is used, {choice.Requested} was requested: {choice.Reason}");
    }
}
