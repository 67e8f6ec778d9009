using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Core;
using Proxier.Core.Host;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>The kernel settings that IPVS needs to translate like a service proxy, and its timeouts. Only what differs is written.</summary>
internal sealed class HostSettings(ISysctl sysctl, IpvsHost host, IOptions<IpvsOptions> options, ILogger<HostSettings> logger) : IDisposable
{
    private readonly Gate _gate = new();
    private bool _isDone;

    /// <summary>Once for a process. What cannot be set is a warning: on old kernels some settings do not exist (kubernetes#82065).</summary>
    public async ValueTask ApplyAsync(CancellationToken cancel)
    {
        using IDisposable entered = await _gate.EnterAsync(cancel).ConfigureAwait(false);
        if (_isDone)
            return;
        foreach (KernelSetting setting in KernelSetting.For(options.Value, sysctl.Read("kernel/osrelease") ?? ""))
            Set(setting);
        await SetTimeoutsAsync(cancel).ConfigureAwait(false);
        _isDone = true;
    }

    public void Dispose() => _gate.Dispose();

    private void Set(KernelSetting setting)
    {
        switch (sysctl.Set(setting.Name, setting.Value))
        {
            case SysctlResult.Changed changed:
                logger.SettingChanged(setting.Name, changed.Before, setting.Value);
                break;
            case SysctlResult.Refused { Before: null } when setting.IsOptional:
                logger.SettingMissing(setting.Name);
                break;
            case SysctlResult.Refused refused:
                logger.SettingRefused(setting.Name, refused.Before ?? "unreadable", setting.Value, refused.Reason);
                break;
        }
    }

    /// <summary>ipvsadm sets all three at once, and 0 leaves one as it is.</summary>
    private async ValueTask SetTimeoutsAsync(CancellationToken cancel)
    {
        int[] wanted = [Seconds(options.Value.TcpTimeout), Seconds(options.Value.TcpFinTimeout), Seconds(options.Value.UdpTimeout)];
        if (wanted.All(seconds => seconds == 0))
            return;
        int[] present = TimeoutsIn(await host.ReadAsync("ipvsadm", ["-L", "--timeout"], cancel).ConfigureAwait(false));
        if (present.Length == wanted.Length && wanted.Zip(present).All(pair => pair.First == 0 || pair.First == pair.Second))
            return;
        await host.ReadAsync("ipvsadm", ["--set", .. wanted.Select(seconds => $"{seconds}")], cancel).ConfigureAwait(false);
    }

    /// <summary><c>Timeout (tcp tcpfin udp): 900 120 300</c>.</summary>
    private static int[] TimeoutsIn(string text) =>
        [.. text[(text.LastIndexOf(':') + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => int.TryParse(word, out int seconds) ? seconds : -1)];

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
