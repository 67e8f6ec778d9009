using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proxier.Core;
using Proxier.Manifests;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Configuration;

namespace Proxier.Proxyd.Hosting;

/// <summary>
/// Follows the configuration file. What can be changed live is; anything else ends the daemon, as kube-proxy ends for any change, so that
/// its supervisor starts it anew. A file that cannot be used changes nothing.
/// </summary>
internal sealed class ConfigurationWatch(
    CurrentOptions current, LiveChange live, ConfigurationMetrics metrics, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ConfigurationWatch> logger)
    : BackgroundService
{
    /// <summary>How often the file is looked at although the kernel told nothing.</summary>
    internal static readonly TimeSpan RescanInterval = TimeSpan.FromMinutes(1);

    /// <summary>While the kernel tells nothing, or the file is not there: editors remove it before they write it anew.</summary>
    internal static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>A file that changed less than this ago may still be written, unless the kernel says that it is complete.</summary>
    private static readonly TimeSpan WritingTime = TimeSpan.FromSeconds(2);

    private readonly string _file = current.Value.Values.File;
    private byte[] _seen = [];
    private bool _isUsable = true;
    private string _problem = "";
    private int _failures;

    /// <summary>It asked the host to stop for that.</summary>
    public bool NeedsRestart { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0);
        using var watch = new FileWatch(_file, () => changed.Release());
        bool isTold = true;
        try
        {
            while (!NeedsRestart)
            {
                // First watch, then look: nothing can change unseen in between.
                TimeSpan wait = Begin(watch);
                if (!Look(isTold))
                    wait = RetryInterval;
                isTold = await WaitAsync(changed, time, wait, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    /// <summary>Returns whether the kernel told of a change.</summary>
    private static async Task<bool> WaitAsync(SemaphoreSlim changed, TimeProvider time, TimeSpan limit, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task told = changed.WaitAsync(over.Token);
        await Task.WhenAny(told, Task.Delay(limit, time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await told.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        return told.IsCompletedSuccessfully;
    }

    private TimeSpan Begin(FileWatch watch)
    {
        string problem = watch.Begin() ?? "";
        if (problem.Length > 0 && problem != _problem)
            logger.ConfigurationNotWatched(watch.Folder, problem, RetryInterval.TotalMilliseconds);
        _problem = problem;
        return problem.Length > 0 ? RetryInterval : RescanInterval;
    }

    /// <summary>Returns whether the file is there, written to its end.</summary>
    private bool Look(bool isTold)
    {
        byte[] hash;
        try
        {
            if (!isTold && time.GetUtcNow() - File.GetLastWriteTimeUtc(_file) < WritingTime)
                return false;
            hash = SHA256.HashData(File.ReadAllBytes(_file));
            _failures = 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (++_failures == 3)
            {
                logger.ConfigurationRefused($"{_file}: {e.Message}");
                metrics.IsRefused = true;
            }

            return false;
        }

        if (!hash.AsSpan().SequenceEqual(_seen))
            _isUsable = Take();
        metrics.IsRefused = !_isUsable;
        _seen = hash;
        return true;
    }

    /// <summary>Returns whether the file can be used.</summary>
    private bool Take()
    {
        ProxydOptions old = current.Value;
        ReadSettings read = new SettingsReader(old.Values.Flags).Read();
        try
        {
            Take(old, new ProxydOptionsParser(read).Parse(old.Mode), read.Warnings);
            return true;
        }
        catch (InvalidOptionsException e)
        {
            foreach (OptionFinding finding in e.Findings)
                logger.ConfigurationRefused(finding.ToString());
            return false;
        }
    }

    private void Take(ProxydOptions old, ProxydOptions options, IReadOnlyList<string> warnings)
    {
        ConfigurationChange change = ConfigurationChange.Between(old, options);
        if (_seen.Length > 0 || !change.IsNothing) // told at start already, unless it has changed since
        {
            foreach (string warning in warnings)
                logger.ConfigurationWarning(warning);
        }

        if (change.Restart.Count > 0)
        {
            logger.ConfigurationNeedsRestart(_file, string.Join(", ", change.Restart));
            NeedsRestart = true;
            lifetime.StopApplication();
            return;
        }

        if (change.Live.Count > 0)
        {
            live.Apply(options);
            logger.ConfigurationApplied(_file, string.Join(", ", change.Live));
        }

        current.Value = options;
        if (change.Without.Count > 0)
            logger.ConfigurationUnaffected(_file, string.Join(", ", change.Without));
    }
}
