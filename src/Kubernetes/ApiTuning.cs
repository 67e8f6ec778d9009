using System.Globalization;

namespace Proxier.Kubernetes;

/// <summary>Times and sizes of the conversation with the API server. The defaults are those of client-go where it has them.</summary>
internal sealed record ApiTuning
{
    /// <summary>Objects in a page of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>The server is asked to end each watch after this time at the earliest, twice this time at the latest.</summary>
    public TimeSpan MinWatchTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For a connection with its TLS.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest silence within a list. The server's own limit for one is 60 s.</summary>
    public TimeSpan ListSilence { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>Longest silence on a watch. The server sends a bookmark about every minute.</summary>
    public TimeSpan WatchSilence { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>An HTTP/2 connection on which nothing came for this time is pinged; infinite: never.</summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>By then it must have answered.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A watch that ends sooner and without a word counts as a failure: the next one waits.</summary>
    public TimeSpan ShortWatch { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(800);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often to ask for a resource that the server does not serve, or not to us.</summary>
    public TimeSpan NotServedRetry { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a long outage is logged.</summary>
    public TimeSpan Reminder { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From 0 to below 1; spreads the requests of many nodes.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    /// <summary>
    /// What was asked for, and the two variables by which client-go lets its connection checks be tuned: HTTP2_READ_IDLE_TIMEOUT_SECONDS, 0 for
    /// none, and HTTP2_PING_TIMEOUT_SECONDS (k8s.io/apimachinery, util/net/http.go). A value that is no number is ignored, as there.
    /// </summary>
    public static ApiTuning From(KubernetesOptions options, Func<string, string?> variable)
    {
        var usual = new ApiTuning();
        return usual with
        {
            FirstRetry = options.Retry,
            WatchSilence = options.Silence,
            ListSilence = options.Silence / 2,
            PingDelay = Seconds(variable("HTTP2_READ_IDLE_TIMEOUT_SECONDS")) switch
            {
                null => usual.PingDelay,
                { Ticks: 0 } => Timeout.InfiniteTimeSpan,
                { } delay => delay,
            },
            PingTimeout = Seconds(variable("HTTP2_PING_TIMEOUT_SECONDS")) is { Ticks: > 0 } timeout ? timeout : usual.PingTimeout,
        };
    }

    private static TimeSpan? Seconds(string? text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint seconds) && seconds <= 86_400 ? TimeSpan.FromSeconds(seconds) : null;
}
