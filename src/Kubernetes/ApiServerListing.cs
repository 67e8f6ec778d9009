using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Kubernetes.Watching;

namespace Proxier.Kubernetes;

/// <summary>Reads the cluster once, for who does not stay.</summary>
public sealed class ApiServerListing
{
    /// <summary>A server before 1.33 has no ServiceCIDRs, or does not serve them to us; nobody needs them for sure.</summary>
    private static readonly TimeSpan PatienceForCidrs = TimeSpan.FromSeconds(2);

    private readonly ReflectorFactory _reflectors;
    private readonly WatchedKinds _kinds;
    private readonly ObjectStore _store = new();
    private readonly TimeProvider _time;

    internal ApiServerListing(ReflectorFactory reflectors, ObjectReader reader, KubernetesOptions options, TimeProvider time)
    {
        _reflectors = reflectors;
        _kinds = new WatchedKinds(_store, reader, options.NodeName);
        _time = time;
    }

    /// <summary>Tries again, and logs why, until everything was listed or it is cancelled.</summary>
    public async Task<ClusterState> ReadAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Reflector[] needed = [_reflectors.Create(_store, _kinds.Services), _reflectors.Create(_store, _kinds.EndpointSlices), _reflectors.Create(_store, _kinds.Node)];
        Reflector cidrs = _reflectors.Create(_store, _kinds.ServiceCidrs);
        Task work = Task.WhenAll([.. needed.Select(reflector => reflector.RunAsync(stop.Token)), cidrs.RunAsync(stop.Token)]);
        try
        {
            await await Task.WhenAny(work, Task.WhenAll(needed.Select(reflector => reflector.Listed))).WaitAsync(cancel).ConfigureAwait(false);
            await Task.WhenAny(work, cidrs.Listed, Task.Delay(PatienceForCidrs, _time, cancel)).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            return _store.Snapshot().State;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
