using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Proxier.Core.Building;
using Proxier.Core.Events;
using Proxier.Core.Graph;
using Proxier.Core.Health;
using Proxier.Core.Objects;

namespace Proxier.Proxyd.Http;

/// <summary>
/// Keeps the health-check node ports of both families open as the graph wants them. Opening and closing happens beside the sync loop.
/// </summary>
internal sealed class ServiceHealthServers(HttpPorts ports, ProxyHealth health, ILocalAddresses addresses, GraphOptions options, IEventSink events, ILogger<ServiceHealthServers> logger)
    : IServiceHealthServers
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<IpFamily, Wish> _wishes = [];
    private readonly ConcurrentDictionary<IPEndPoint, ServiceHealth> _answers = [];
    private readonly Dictionary<IPEndPoint, HttpPort> _open = [];
    private readonly Dictionary<IPEndPoint, string> _failures = [];

    public void Update(IpFamily family, IReadOnlyList<ServiceHealth> services, NodePortAddresses addresses)
    {
        _wishes[family] = new Wish(services, addresses);
        _wake.Writer.TryWrite(true);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await _wake.Reader.ReadAsync(cancel).ConfigureAwait(false);
                await ReconcileAsync(cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await CloseAsync([.. _open.Keys]).ConfigureAwait(false);
        }
    }

    /// <summary>First closes what is not wanted any more, as another Service may want the same port now.</summary>
    private async ValueTask ReconcileAsync(CancellationToken cancel)
    {
        Dictionary<IPEndPoint, ServiceHealth> wanted = Wanted();
        await CloseAsync([.. _open.Keys.Where(address => !wanted.ContainsKey(address))]).ConfigureAwait(false);
        foreach (IPEndPoint address in _failures.Keys.Where(address => !wanted.ContainsKey(address)).ToList())
            _failures.Remove(address);
        foreach ((IPEndPoint address, ServiceHealth service) in wanted)
        {
            _answers[address] = service;
            if (!_open.ContainsKey(address))
                await OpenAsync(address, service, cancel).ConfigureAwait(false);
        }
    }

    private Dictionary<IPEndPoint, ServiceHealth> Wanted()
    {
        var wanted = new Dictionary<IPEndPoint, ServiceHealth>();
        foreach ((IpFamily family, Wish wish) in _wishes)
        {
            if (wish.Services.Count == 0)
                continue;
            IReadOnlyList<IPAddress> listen = ListenAddresses(family, wish.Addresses);
            foreach (ServiceHealth service in wish.Services)
            {
                foreach (IPAddress address in listen)
                    wanted[new IPEndPoint(address, service.Check.NodePort)] = service;
            }
        }

        return wanted;
    }

    private IReadOnlyList<IPAddress> ListenAddresses(IpFamily family, NodePortAddresses wanted) => wanted is NodePortAddresses.All
        ? [family == IpFamily.IPv4 ? IPAddress.Any : IPAddress.IPv6Any]
        : [.. wanted.Of(addresses.Read(family))];

    private async ValueTask OpenAsync(IPEndPoint address, ServiceHealth service, CancellationToken cancel)
    {
        try
        {
            _open[address] = await ports.OpenAsync(
                address, context => ServiceHealthAnswer.WriteAsync(context, _answers.GetValueOrDefault(address, service), health.Report.IsHealthy), cancel).ConfigureAwait(false);
            _failures.Remove(address);
        }
        catch (IOException e)
        {
            if (_failures.GetValueOrDefault(address) != e.Message)
                Tell(service.Service, address, e.Message);
            _failures[address] = e.Message;
        }
    }

    private void Tell(ObjectName service, IPEndPoint address, string reason)
    {
        logger.HealthCheckPortFailed(service, address, reason);
        events.Report(new ClusterEvent(
            EventSubject.Service(service), EventType.Warning, "FailedToStartServiceHealthcheck", "Listen",
            $"Node {options.NodeName} cannot answer health checks on {address}: {reason}"));
    }

    private async ValueTask CloseAsync(IPEndPoint[] addresses)
    {
        foreach (IPEndPoint address in addresses)
        {
            await _open[address].DisposeAsync().ConfigureAwait(false);
            _open.Remove(address);
            _answers.TryRemove(address, out _);
        }
    }

    private sealed record Wish(IReadOnlyList<ServiceHealth> Services, NodePortAddresses Addresses);
}
