using System.Text.Json;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Proxyctl.Snapshots;

namespace Proxier.Proxyctl.Input;

/// <summary>The cluster that a daemon reads, on and on, also after the daemon was started again.</summary>
/// <param name="greet">Called whenever a daemon answers, which may run another mode than the one before; returns the backend's default for node port addresses.</param>
internal sealed class LiveDaemon(Surroundings surroundings, DaemonClient daemon, Func<DaemonClient, CancellationToken, Task<string>> greet)
{
    /// <summary>Between two attempts to reach one that has ended.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private bool _wasThere;
    private bool _isAwaited;

    /// <summary>Calls back with everything that there is, and again after each change, until it is cancelled.</summary>
    /// <exception cref="DaemonSilentException">It does not answer even once.</exception>
    public async Task FollowAsync(Action<BuiltGraph, string> show, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await FollowOneAsync(show, cancel);
            }
            catch (DaemonSilentException error) when (_wasThere)
            {
                if (!_isAwaited)
                    surroundings.Messages.Warning($"{error.Message}; waiting for it");
                _isAwaited = true;
                await Task.Delay(Pause, surroundings.Time, cancel);
            }
        }
    }

    /// <summary>Ends with an exception, when the daemon does.</summary>
    private async Task FollowOneAsync(Action<BuiltGraph, string> show, CancellationToken cancel)
    {
        string nodePortAddresses = await greet(daemon, cancel);
        (ClusterState state, GraphOptions? options, BuiltGraph? built) = (ClusterState.Empty, null, null);
        await foreach (JsonElement document in daemon.WatchAsync(cancel))
        {
            if (SnapshotFile.IsChange(document) && options is not null)
                state = SnapshotFile.ReadChange(document).ApplyTo(state);
            else
                (state, options, built) = Whole(SnapshotFile.Read(document), nodePortAddresses);
            Welcome();
            built = GraphBuilder.Build(state, options, built);
            show(built, options.NodeName);
        }
    }

    private static (ClusterState State, GraphOptions Options, BuiltGraph? Built) Whole(SnapshotFile snapshot, string nodePortAddresses)
    {
        var options = GraphOptions.From(snapshot.Arguments with { DefaultNodePortAddresses = nodePortAddresses });
        return (snapshot.Reading.ToClusterState(options.NodeName), options, null);
    }

    private void Welcome()
    {
        if (_isAwaited)
            surroundings.Messages.Line("proxyd answers again");
        (_wasThere, _isAwaited) = (true, false);
    }
}
