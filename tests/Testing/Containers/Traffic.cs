using System.Diagnostics;
using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Testing.Containers;

/// <summary>TCP connections, one after the other on each of several ways, and on each way one that stays open and asks all the while.</summary>
public sealed class Traffic(IReadOnlyList<(Host From, IPEndPoint To)> ways)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Of new connections.</summary>
    public SoakTally New { get; } = new();

    /// <summary>Of questions on those that stay open.</summary>
    public SoakTally Held { get; } = new();

    public async Task RunAsync(Func<Task> meanwhile)
    {
        using var stop = new CancellationTokenSource();
        Conversation[] held = await Task.WhenAll(ways.Select(way => way.From.OpenAsync(way.To, Protocol.Tcp)));
        Task load = Task.WhenAll([
            .. ways.Select(way => RepeatAsync(New, () => way.From.ConnectAsync(way.To, Protocol.Tcp, Probe.ForAnswer), stop.Token)),
            .. held.Select(conversation => RepeatAsync(Held, () => conversation.AskAsync(Probe.ForAnswer), stop.Token)),
        ]);
        await Eventually.TrueAsync(() => Task.FromResult(New.Attempts > ways.Count && Held.Attempts > ways.Count), Patience.Limit, "there is no traffic");
        await meanwhile();
        int before = New.Attempts;
        await Eventually.TrueAsync(() => Task.FromResult(New.Attempts > before + ways.Count), Patience.Limit, "the traffic has stopped");
        await stop.CancelAsync();
        await load;
        foreach (Conversation conversation in held)
            await conversation.DisposeAsync();
    }

    private static async Task RepeatAsync(SoakTally tally, Func<Task<Outcome>> ask, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            long started = Stopwatch.GetTimestamp();
            tally.Add(await ask(), started);
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
