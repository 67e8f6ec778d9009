namespace Proxier.Core.Events;

/// <param name="IsWarning">Somebody should look; otherwise it is for the record.</param>
/// <param name="Reason">One word in CamelCase, as Kubernetes events have it: ProxyModeFallback.</param>
/// <param name="Action">What was done or tried, likewise: ChooseProxyMode.</param>
/// <param name="Message">For people.</param>
public sealed record NodeEvent(bool IsWarning, string Reason, string Action, string Message);
