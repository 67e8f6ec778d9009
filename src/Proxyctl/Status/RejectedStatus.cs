namespace Proxier.Proxyctl.Status;

internal sealed record RejectedStatus(string Mode, string Reason);
