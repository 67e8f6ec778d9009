using System.Diagnostics;
using Proxier.Testing.Daemon;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Live.Table;

/// <summary>Makes the table of docs/benchmarks.md. What fails stands in its row.</summary>
internal sealed class TableRun(Programs programs, IReadOnlyList<TableSize> sizes)
{
    private const string Document = "docs/benchmarks.md", Image = "images/benchmarks.svg";

    /// <summary>Each with the longest that one operation may take; a shape that cannot be loaded so is left out at larger sizes.</summary>
    private static readonly Yardstick[] Yardsticks =
    [
        new NftYardstick(RivalNftShape.AnonymousMap, TimeSpan.FromSeconds(90)),
        new NftYardstick(RivalNftShape.ChainPerEndpoint, TimeSpan.FromSeconds(30)),
        new IptablesYardstick(TimeSpan.FromSeconds(30)),
    ];

    private readonly BenchTable _table = new();

    /// <summary>The number of services at which a shape could not be loaded any more.</summary>
    private readonly Dictionary<Contender, int> _exhausted = [];

    private WideTestbed? _smallest;

    /// <returns>The exit code: 1 where a row has a failure in it.</returns>
    public async Task<int> RunAsync()
    {
        Machine machine = await Machine.ReadAsync();
        long started = Stopwatch.GetTimestamp();
        try
        {
            await TryAsync("warming up", WarmAsync);
            foreach (TableSize size in sizes)
            {
                await TryAsync($"rules, {size}", () => RulesAsync(size));
                await TryAsync($"daemon, {size}", () => DaemonAsync(size));
                await TryAsync($"proxyctl, {size}", new ProxyctlStage(_table, programs, size).RunAsync);
            }

            await TryAsync("conntrack", new ConntrackStage(_table, programs).RunAsync);
        }
        finally
        {
            if (_smallest is not null)
                await _smallest.DisposeAsync();
        }

        string text = Report.Write(_table, machine, Stopwatch.GetElapsedTime(started), Image);
        await File.WriteAllTextAsync(Document, text);
        await File.WriteAllTextAsync(Path.Combine("docs", Image), Plot.Write(_table));
        Console.Write(text);
        return _table.HasFailures ? 1 : 0;
    }

    /// <summary>What is compiled in this process at its first use is compiled ahead in the daemon.</summary>
    private async Task WarmAsync()
    {
        if (await new ProxierRules(new BenchTable(), new TableSize(100, 10)).LoadAsync() is { } place)
            await place.DisposeAsync();
    }

    /// <summary>Rules by every contender, and packets through all of them.</summary>
    private async Task RulesAsync(TableSize size)
    {
        var places = new Dictionary<Contender, WideTestbed>();
        try
        {
            if (await new ProxierRules(_table, size).LoadAsync() is { } ours)
                places.Add(Contender.Proxier, ours);
            foreach (Yardstick yardstick in Yardsticks.Where(yardstick => size.Services < _exhausted.GetValueOrDefault(yardstick.Contender, int.MaxValue)))
            {
                if (await new YardstickRules(_table, size, yardstick).LoadAsync() is { } theirs)
                    places.Add(yardstick.Contender, theirs);
                else
                    _exhausted[yardstick.Contender] = size.Services;
            }

            if (places.TryGetValue(Contender.Proxier, out WideTestbed? own))
                await new PacketStage(_table, size, places, _smallest ?? own, sizes[0]).RunAsync();
        }
        finally
        {
            if (_smallest is null)
                places.Remove(Contender.Proxier, out _smallest);
            foreach (WideTestbed place in places.Values)
                await place.DisposeAsync();
        }
    }

    private async Task DaemonAsync(TableSize size)
    {
        await using DaemonStage daemon = await DaemonStage.CreateAsync(_table, programs, size);
        await daemon.RunAsync();
    }

    private async Task TryAsync(string stage, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Console.Error.WriteLine(e);
            _table.Set(Operation.Stage, stage, Contender.Proxier, new Figure.Failed(e.Message));
        }
    }
}
