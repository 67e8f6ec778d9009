using System.CommandLine;
using Proxier.Core.Building;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;

namespace Proxier.Proxyctl.Listing;

/// <summary><c>-w</c>: goes on until it is interrupted or nobody reads on, which is how one ends it and no failure.</summary>
internal sealed class ClusterWatch(Surroundings surroundings, ParseResult line, InputFlags flags)
{
    /// <param name="greet">Of <see cref="LiveDaemon"/>; called without a daemon where none is read.</param>
    /// <param name="show">Gets the name of the node too.</param>
    public async Task<int> RunAsync(Func<DaemonClient?, CancellationToken, Task<string>> greet, Action<BuiltGraph, string> show, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            if (flags.Daemon(line) is { } socket)
                await ClusterReader.AskAsync(line, flags, daemon => FollowAsync(new LiveDaemon(surroundings, daemon, greet), Show, stop.Token), socket);
            else
                await FollowAsync(new LiveCluster(surroundings, line, flags, await greet(null, stop.Token)), Show, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As asked.
        }

        return ExitCode.Done;

        void Show(BuiltGraph built, string node)
        {
            show(built, node);
            if (surroundings.IsReaderGone())
                stop.Cancel();
        }
    }

    private static async Task<bool> FollowAsync(LiveDaemon daemon, Action<BuiltGraph, string> show, CancellationToken cancel)
    {
        await daemon.FollowAsync(show, cancel);
        return true;
    }

    private static Task FollowAsync(LiveCluster cluster, Action<BuiltGraph, string> show, CancellationToken cancel) =>
        cluster.FollowAsync(built => show(built, cluster.NodeName), cancel);
}
