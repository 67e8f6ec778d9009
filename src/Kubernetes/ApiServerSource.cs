using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Kubernetes.Events;
using Proxier.Kubernetes.Watching;

namespace Proxier.Kubernetes;

/// <summary>
/// Fills the store from the API server. A server that cannot be reached changes nothing: what the store holds stays, and gets older,
/// which a metric and the log tell.
/// </summary>
internal sealed class ApiServerSource(ReflectorFactory reflectors, ObjectReader reader, EventSink events, KubernetesOptions options) : IObjectSource
{
    public Task RunAsync(ObjectStore store, CancellationToken cancel)
    {
        var kinds = new WatchedKinds(store, reader, options.NodeName);
        Reflector services = reflectors.Create(store, kinds.Services);
        Reflector slices = reflectors.Create(store, kinds.EndpointSlices);
        Reflector node = reflectors.Create(store, kinds.Node);
        Reflector cidrs = reflectors.Create(store, kinds.ServiceCidrs);
        return Task.WhenAll(
            services.RunAsync(cancel), slices.RunAsync(cancel), node.RunAsync(cancel), cidrs.RunAsync(cancel), events.RunAsync(cancel),
            MarkSyncedAsync(store, [services.Listed, slices.Listed, node.Listed], cancel));
    }

    private static async Task MarkSyncedAsync(ObjectStore store, Task[] lists, CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll(lists).WaitAsync(cancel).ConfigureAwait(false);
            store.MarkSynced();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Ended before everything was listed.
        }
    }
}
