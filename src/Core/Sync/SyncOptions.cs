using Proxier.Core.Objects;

namespace Proxier.Core.Sync;

/// <summary>Which rules are written, and when.</summary>
public sealed record SyncOptions
{
    /// <summary>Default: both. A family that the host cannot do is left out, so that the other one's health is not spoilt.</summary>
    public EquatableArray<IpFamily> Families { get; init; } = [IpFamily.IPv4, IpFamily.IPv6];

    /// <summary>Shortest time from the end of one apply to the start of the next. Default 1 s; zero: at once.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time between two applies in full, which repair what nobody noticed. Default 1 h.</summary>
    public TimeSpan FullInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Wait after the first failure; each further one doubles it. Default 500 ms.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait between two tries (<c>--sync-period</c>). Default 30 s.</summary>
    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromSeconds(30);
}
