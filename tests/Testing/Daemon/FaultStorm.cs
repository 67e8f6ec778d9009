using Proxier.Testing.ApiServer;

namespace Proxier.Testing.Daemon;

/// <summary>
/// The connection between daemon and API server is closed, reset or stalled, watches are told that their version is gone, and so are lists, at
/// random and as fast as the daemon comes back, while objects change without pause and clients come and go. Nobody may be lost.
/// </summary>
public sealed class FaultStorm(ProxiedNode node, ApiServerPlace place, int seed)
{
    private const int Services = 30;
    private const int ConnectionsPerSecond = 50;
    private const int ChangesPerSecond = 50;

    /// <summary>Of lists that are asked for, so many are told that their version is gone.</summary>
    private const double ListsGone = 0.1;

    public const int LeastOfEach = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(40);

    private readonly Random _random = new(seed);
    private readonly HashSet<int> _stalled = [];
    private readonly Churn _churn = new(node, Services, seed);
    private readonly SteadyLoad _load = new(node, ConnectionsPerSecond);

    /// <summary>How often each kind of fault met something that was at work.</summary>
    public SortedDictionary<string, int> Faults { get; } = new(StringComparer.Ordinal) { ["closed"] = 0, ["reset"] = 0, ["stalled"] = 0, ["watches gone"] = 0, ["lists gone"] = 0 };

    public SoakTally New => _load.New;

    public SoakTally Held => _load.Held;

    private IEnumerable<int> Alive => place.Server.ClientPorts.Where(port => !_stalled.Contains(port));

    /// <summary>Starts the daemon, and returns when it follows again after so many faults, and <see cref="LeastOfEach"/> of each kind.</summary>
    public async Task RunAsync(int faults)
    {
        place.Silence = "1s";
        node.Start();
        await _churn.BeginAsync();
        var lists = new Random(seed);
        int gone = place.Server.Faults.Count;
        // Asked for each request, under the lock of the faults.
        place.Server.Faults.Always = request => IsList(request) && lists.NextDouble() < ListsGone ? new Fault.Gone() : null;
        await _load.RunAsync(async () =>
        {
            using var stop = new CancellationTokenSource();
            Task changes = ChangeAsync(stop.Token);
            while (Faults.Values.Sum() < faults || Faults.Values.Min() < LeastOfEach)
            {
                await FailAsync();
                Faults["lists gone"] = place.Server.Faults.Count - gone;
                await Task.Delay(LongestPause * _random.NextDouble());
            }

            place.Server.Faults.Clear();
            await place.Wire.MendAsync();
            await stop.CancelAsync();
            await changes;
            await node.SettleAsync();
        });
    }

    /// <inheritdoc cref="Churn.DifferencesFromFreshAsync"/>
    public Task<IReadOnlyList<string>> DifferencesFromFreshAsync(Programs programs) => _churn.DifferencesFromFreshAsync(programs);

    public override string ToString() => $"seed {seed}: {string.Join(", ", Faults.Select(fault => $"{fault.Value} {fault.Key}"))}, {_churn.Changes} changes; new connections {New}; held ones {Held}";

    private static bool IsList(ApiRequest request) => request.Method == "GET" && (!request.IsWatch || request.Query.ContainsKey("sendInitialEvents"));

    private async Task FailAsync()
    {
        await node.UntilAsync(() => Task.FromResult(Alive.Any()), Patience.Limit, "the daemon does not come back");
        switch (_random.Next(100))
        {
            case < 30:
                place.Server.CloseConnections();
                Faults["closed"]++;
                break;
            case < 60:
                place.Server.ResetConnections();
                Faults["reset"]++;
                break;
            case < 64:
                int[] ports = [.. Alive];
                _stalled.UnionWith(ports);
                await place.Wire.LoseAsync(ports);
                Faults["stalled"]++;
                break;
            default:
                Faults["watches gone"] += place.Server.ExpireWatches() > 0 ? 1 : 0;
                break;
        }
    }

    private async Task ChangeAsync(CancellationToken stop)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ChangesPerSecond));
        while (!stop.IsCancellationRequested)
        {
            _churn.Change();
            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
