namespace Proxier.Core.Sync;

/// <summary>When the rules are written.</summary>
public sealed record SyncOptions
{
    /// <summary>Shortest time from the end of one apply to the start of the next. Default 1 s; zero: at once.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time between two applies in full, which repair what nobody noticed. Default 1 h.</summary>
    public TimeSpan FullInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Wait after the first failure; each further one doubles it. Default 500 ms.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait between two tries (<c>--sync-period</c>). Default 30 s.</summary>
    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromSeconds(30);
}
