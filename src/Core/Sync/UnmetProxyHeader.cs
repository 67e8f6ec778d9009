using Proxier.Core.Graph;

namespace Proxier.Core.Sync;

/// <summary>Service ports that ask for a PROXY header, for backends that cannot send one.</summary>
internal static class UnmetProxyHeader
{
    /// <summary>Those that a change brought; what asked for it before was told before.</summary>
    public static IEnumerable<ServicePortName> BroughtBy(IEnumerable<PortChange> changes)
    {
        foreach (PortChange change in changes)
        {
            if (change.New is { } port && Asks(port) && !Asks(change.Old))
                yield return port.Name;
        }
    }

    private static bool Asks(ServicePort? port) => port is { Frontends.IsEmpty: false } && port.Frontends[0].HasProxyHeader;
}
