using Proxier.Core.Graph;

namespace Proxier.Core.Metrics;

/// <summary>
/// Counts the service ports of one family that drop connections because policy Local finds no endpoint on this node, though there are
/// some elsewhere. Kept up to date by changes, so that its price is that of the change.
/// </summary>
internal sealed class LocalGaps
{
    public int Internal { get; private set; }

    public int External { get; private set; }

    public void Apply(IEnumerable<PortChange> changes)
    {
        foreach ((ServicePort? old, ServicePort? @new) in changes)
        {
            Internal += Gap(@new, isInternal: true) - Gap(old, isInternal: true);
            External += Gap(@new, isInternal: false) - Gap(old, isInternal: false);
        }
    }

    private static int Gap(ServicePort? port, bool isInternal) =>
        port is not null && port.Frontends.Any(frontend =>
            frontend.OnEmpty == EmptyAction.Drop && frontend.Pool.IsEmpty && (frontend.Kind == FrontendKind.ClusterIP) == isInternal) ? 1 : 0;
}
