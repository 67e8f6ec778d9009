using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proxier.Core.Events;
using Proxier.Core.Metrics;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Http;

namespace Proxier.Proxyd.Hosting;

/// <summary>Answers about health and metrics. A port that is taken is tried again; programming goes on without it.</summary>
internal sealed class HttpService(
    ProxydOptions options, HttpPorts ports, HealthAnswers health, StatusAnswers status, ServiceHealthServers servers, ProxyMetrics metrics, IEventSink events, ILogger<HttpService> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.ShowZeros();
        await ports.StartAsync(stoppingToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task[] work =
        [
            .. KeepOpen(options.HealthzAddress, "health", "FailedToStartProxierHealthcheck", health.RespondAsync, stop.Token),
            .. KeepOpen(options.MetricsAddress, "metrics", "FailedToStartMetricServer", status.RespondAsync, stop.Token),
            servers.RunAsync(stop.Token),
        ];
        // The first of them that fails takes the others with it.
        await foreach (Task done in Task.WhenEach(work).ConfigureAwait(false))
        {
            if (done.IsFaulted)
                await stop.CancelAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(work).ConfigureAwait(false);
    }

    private IEnumerable<Task> KeepOpen(IPEndPoint? address, string purpose, string reason, RequestDelegate respond, CancellationToken cancel) =>
        Both(address).Select(each => KeepOneOpenAsync(each, purpose, reason, respond, cancel));

    /// <summary>An unspecified address means every address of the host, in both families, as it does in Go.</summary>
    private static IEnumerable<IPEndPoint> Both(IPEndPoint? address)
    {
        if (address is null)
            return [];
        bool isAny = address.Address.Equals(IPAddress.Any) || address.Address.Equals(IPAddress.IPv6Any);
        if (!isAny)
            return [address];
        var ipv4 = new IPEndPoint(IPAddress.Any, address.Port);
        return System.Net.Sockets.Socket.OSSupportsIPv6 ? [ipv4, new IPEndPoint(IPAddress.IPv6Any, address.Port)] : [ipv4];
    }

    private async Task KeepOneOpenAsync(IPEndPoint address, string purpose, string reason, RequestDelegate respond, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                HttpPort port = await ports.OpenAsync(address, respond, cancel).ConfigureAwait(false);
                await using (port.ConfigureAwait(false))
                {
                    logger.Listening(port.Address, purpose);
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
            catch (IOException e) when (options.IsBindFailureFatal)
            {
                logger.ListenFailedHard(address, purpose, e.Message);
                events.Report(new ClusterEvent(EventSubject.Node(options.Graph.NodeName), EventType.Warning, reason, "StartKubeProxy", $"Cannot listen on {address}: {e.Message}"));
                throw new ListenException(address, e);
            }
            catch (IOException e)
            {
                logger.ListenFailed(address, purpose, e.Message, RetryInterval.TotalSeconds);
                await Task.Delay(RetryInterval, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
