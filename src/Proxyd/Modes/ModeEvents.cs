using Proxier.Core.Choosing;
using Proxier.Core.Events;

namespace Proxier.Proxyd.Modes;

/// <summary>The choice as events of the Node.</summary>
internal static class ModeEvents
{
    private const string Action = "ChooseProxyMode";

    public static IEnumerable<NodeEvent> Of(ModeChoice choice)
    {
        foreach (RejectedMode rejected in choice.Rejected)
            yield return new NodeEvent(IsWarning: choice.IsFallback, "ProxyModeRejected", Action, $"Proxy mode {rejected.Mode} is not used: {rejected.Reason}");
        yield return new NodeEvent(
            IsWarning: choice.IsFallback, choice.IsFallback ? "ProxyModeFallback" : "ProxyModeChosen", Action,
            $"Proxy mode {choice.Selected} is used, {choice.Requested} was requested: {choice.Reason}");
    }
}
