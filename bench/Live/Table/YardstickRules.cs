using System.Diagnostics;
using Proxier.Core.Commands;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Live.Table;

/// <summary>kube-proxy's rules of a whole cluster, loaded and changed by its tools.</summary>
internal sealed class YardstickRules
{
    private const int Changes = 9, Burst = 1000;

    /// <summary>Repetitions end when so much time has gone.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    private static readonly ICommandRunner Runner = NetworkNamespace.RunnerWith([]);

    private readonly BenchTable _table;
    private readonly TableSize _size;
    private readonly Yardstick _yardstick;
    private readonly RivalCluster _cluster;
    private readonly RivalService[] _now;
    private readonly int[] _replaced;

    public YardstickRules(BenchTable table, TableSize size, Yardstick yardstick)
    {
        (_table, _size, _yardstick) = (table, size, yardstick);
        _cluster = new RivalCluster(size.Services, size.Endpoints);
        _now = [.. _cluster.Services];
        _replaced = new int[_now.Length];
    }

    /// <returns>A place with the rules, for packets; null when they could not be loaded.</returns>
    public async Task<WideTestbed?> LoadAsync()
    {
        WideTestbed bed = await WideTestbed.CreateAsync();
        bool isAtOnce = await MeasureAsync(Operation.ApplyFromEmpty, () => LoadAsync(bed));
        if (!isAtOnce && !await LoadInPiecesAsync(bed))
        {
            await bed.DisposeAsync();
            return null;
        }

        await MeasureAsync(Operation.OneEndpointBytes, () => Task.FromResult(ChangeBytes()));
        if (await MeasureAsync(Operation.OneEndpoint, () => ChangeAsync(bed)) && _yardstick.Listing is { } listing)
            await MeasureAsync(Operation.OneEndpointListed, async () => Measured(Operation.OneEndpoint) + (1000 * await RunAsync(bed, listing)));
        await MeasureAsync(Operation.AddRemove, () => AddAndRemoveAsync(bed));
        await MeasureAsync(Operation.Burst, () => BurstAsync(bed));
        if (isAtOnce) // it takes longer than that
            await MeasureAsync(Operation.RestartRules, () => RunAsync(bed, [.. _yardstick.Again(_now)]));
        return bed;
    }

    private Task<bool> MeasureAsync(Operation operation, Func<Task<double>> measure) => _table.MeasureAsync(operation, _size, _yardstick.Contender, measure);

    private double Measured(Operation operation) => ((Figure.Measured)_table.RowOf(operation, _size.ToString())[_yardstick.Contender]).Value;

    private async Task<double> LoadAsync(WideTestbed bed)
    {
        Command full = _yardstick.Full(_now);
        double seconds = 0;
        Figure mib = await ChildMemory.MostAsync(_yardstick.Tool, async () => seconds = await RunAsync(bed, full));
        _table.Set(Operation.ToolMemory, _size, _yardstick.Contender, mib);
        return seconds;
    }

    /// <summary>So that changes can be measured, and packets, where one transaction takes too long.</summary>
    private async Task<bool> LoadInPiecesAsync(WideTestbed bed)
    {
        try
        {
            long started = Stopwatch.GetTimestamp();
            bool isLoaded = false;
            foreach (Command piece in _yardstick.Pieces(_now))
            {
                await RunAsync(bed, piece);
                isLoaded = Stopwatch.GetElapsedTime(started) < 2 * _yardstick.Limit ? true : throw new TooLongException(2 * _yardstick.Limit);
            }

            return isLoaded;
        }
        catch (Exception e) when (e is TooLongException or CommandFailedException)
        {
            Figures.Print($"{_yardstick.Contender}, {_size}, not loaded in pieces either: {e.Message}");
            return false;
        }
    }

    private double ChangeBytes()
    {
        int service = _now.Length / 2;
        return ((PreparedText)_yardstick.Changed(_now, [(_now[service], _cluster.Service(service, replaced: 1))]).Input!).Bytes; // Yardstick makes all of them
    }

    private async Task<double> ChangeAsync(WideTestbed bed)
    {
        List<double> times = [];
        for (long started = Stopwatch.GetTimestamp(); times.Count < Changes && Stopwatch.GetElapsedTime(started) < LongEnough;)
            times.Add(1000 * await ChangeAsync(bed, [times.Count * _now.Length / Changes]));
        return Quantile.Median(times);
    }

    /// <summary>In one transaction.</summary>
    private async Task<double> ChangeAsync(WideTestbed bed, IEnumerable<int> services)
    {
        var changes = new List<(RivalService Before, RivalService After)>();
        foreach (int service in services)
        {
            RivalService before = _now[service];
            _now[service] = _cluster.Service(service, ++_replaced[service]);
            changes.Add((before, _now[service]));
        }

        double seconds = await RunAsync(bed, _yardstick.Changed(_now, changes));
        await SweepAsync(bed, changes.Select(change => (change.Before, (RivalService?)change.After)));
        return seconds;
    }

    private async Task<double> AddAndRemoveAsync(WideTestbed bed)
    {
        RivalService added = new RivalCluster(_size.Services + 1, endpoints: 10).Service(_size.Services);
        List<double> times = [];
        for (long started = Stopwatch.GetTimestamp(); times.Count < Changes && Stopwatch.GetElapsedTime(started) < LongEnough;)
        {
            double seconds = await RunAsync(bed, _yardstick.Added([.. _now, added], added)) + await RunAsync(bed, _yardstick.Removed(_now, added));
            times.Add(1000 * seconds);
            await SweepAsync(bed, [(added, null)]);
        }

        return Quantile.Median(times);
    }

    /// <summary>Changes of one service between two syncs are one.</summary>
    private Task<double> BurstAsync(WideTestbed bed) =>
        ChangeAsync(bed, Enumerable.Range(0, Math.Min(Burst, _now.Length)).Select(i => i * (_now.Length / Math.Min(Burst, _now.Length))));

    private async Task SweepAsync(WideTestbed bed, IEnumerable<(RivalService Before, RivalService? After)> changes)
    {
        if (_yardstick.Swept([.. changes]) is { } command)
            await RunAsync(bed, command);
    }

    /// <summary>Seconds. Started by a thread of the namespace: no program stands before the tool.</summary>
    /// <exception cref="TooLongException">All together needed more than they may.</exception>
    private async Task<double> RunAsync(WideTestbed bed, params Command[] commands)
    {
        TimeSpan spent = TimeSpan.Zero;
        foreach (Command command in commands)
        {
            Command limited = command with { Timeout = _yardstick.Limit - spent };
            try
            {
                CommandResult result = await await bed.Node.EnterAsync(() => Runner.RunAsync(limited, CancellationToken.None).AsTask());
                spent += result.Elapsed;
            }
            catch (CommandFailedException failure) when (failure is { ExitCode: null, IsNotInstalled: false })
            {
                throw new TooLongException(_yardstick.Limit);
            }

            if (spent >= _yardstick.Limit)
                throw new TooLongException(_yardstick.Limit);
        }

        return spent.TotalSeconds;
    }
}
