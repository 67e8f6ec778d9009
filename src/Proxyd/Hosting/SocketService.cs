using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Http;

namespace Proxier.Proxyd.Hosting;

/// <summary>Answers on the Unix socket. Where it cannot be had, everything else goes on, and it is tried again.</summary>
internal sealed class SocketService(ProxydOptions options, HttpPorts ports, SocketAnswers answers, TimeProvider time, ILogger<SocketService> logger) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string told = "";
        while (options.StatusSocket.Length > 0 && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                HttpPort port = await ports.OpenAsync(SocketFile.Prepare(options.StatusSocket), answers.RespondAsync, stoppingToken).ConfigureAwait(false);
                await using (port.ConfigureAwait(false))
                {
                    logger.SocketOpen(options.StatusSocket);
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                SocketFile.Remove(options.StatusSocket);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (told != e.Message)
                    logger.SocketFailed(options.StatusSocket, told = e.Message, RetryInterval.TotalSeconds);
                await Task.Delay(RetryInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
