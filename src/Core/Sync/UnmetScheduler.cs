using Proxier.Core.Graph;

namespace Proxier.Core.Sync;

/// <summary>A service port that asks for a scheduler that the backend cannot do, and is balanced by the default instead.</summary>
internal readonly record struct UnmetScheduler(ServicePortName Port, Scheduler Scheduler)
{
    /// <summary>Those that a change brought; what asked for the same before was told before.</summary>
    public static IEnumerable<UnmetScheduler> BroughtBy(IEnumerable<PortChange> changes, IReadOnlySet<Scheduler> possible)
    {
        foreach (PortChange change in changes)
        {
            if (Asked(change.New) is { } asked && !possible.Contains(asked) && Asked(change.Old) != asked)
                yield return new UnmetScheduler(change.New!.Name, asked); // it asked for something, so it is there
        }
    }

    private static Scheduler? Asked(ServicePort? port) => port is { Frontends.IsEmpty: false } ? port.Frontends[0].Scheduler : null;
}
