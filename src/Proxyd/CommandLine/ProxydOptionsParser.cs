using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Proxier.Backends.Iptables;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Kubernetes;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.CommandLine;

/// <summary>Checks everything that was typed, to the end, and only then complains.</summary>
internal sealed class ProxydOptionsParser(ProxydFlags flags, ParseResult line)
{
    private readonly List<OptionFinding> _findings = [];

    /// <exception cref="InvalidOptionsException">With every finding.</exception>
    /// <param name="selected">The mode that was chosen; null: what was asked for, where it has a backend.</param>
    public ProxydOptions Parse(ProxyMode? selected = null)
    {
        ModeSettings modes = Modes();
        ProxyMode mode = selected ?? ProxyModes.Find(modes.Requested) ?? ProxyModes.Built[0];
        GraphArguments arguments = GraphArguments(mode);
        var options = new ProxydOptions(
            Manifests(), Cluster(arguments.NodeName), modes, mode, arguments, Graph(arguments)!, Sync(mode), Conntrack(), // null only with a finding
            Address(flags.HealthzBindAddress, 10256), Address(flags.MetricsBindAddress, 10249), LogLevel())
        {
            IptablesDispatch = Dispatch(),
            TakesOver = line.GetValue(flags.TakeOver),
            Ipvs = Ipvs(),
        };
        return _findings.Count == 0 ? options : throw new InvalidOptionsException(_findings);
    }

    private string Manifests()
    {
        string folder = Text(flags.Manifests);
        if (folder.Length > 0 && !Directory.Exists(folder))
            Report(flags.Manifests, $"there is no folder '{folder}'");
        foreach (Option<string?> flag in (Option<string?>[])[flags.Kubeconfig, flags.Master])
        {
            if (folder.Length > 0 && Text(flag).Length > 0)
                Report(flag, $"does not go together with {flags.Manifests.Name}: objects come from the API server or from a folder");
        }

        return folder;
    }

    private KubernetesOptions Cluster(string nodeName)
    {
        string path = Text(flags.Kubeconfig);
        if (path.Length > 0 && !File.Exists(path))
            Report(flags.Kubeconfig, $"there is no file '{path}'");
        return new KubernetesOptions(nodeName) { Kubeconfig = path, Master = Text(flags.Master), Retry = Above(flags.ApiServerRetry, 30), Silence = Above(flags.ApiServerSilence, 86_400) };
    }

    /// <summary>An empty mode is the default one, as with kube-proxy.</summary>
    private ModeSettings Modes()
    {
        string word = Text(flags.ProxyMode) is { Length: > 0 } given ? given : ProxyModes.Default;
        if (!ProxyModes.Words.Contains(word))
            Report(flags.ProxyMode, $"'{word}' is not one of {string.Join(", ", ProxyModes.Words)}");
        return new ModeSettings(word, line.GetValue(flags.StrictProxyMode), Text(flags.ProxyModeMemory));
    }

    private DispatchMode Dispatch()
    {
        string word = Text(flags.IptablesDispatch);
        foreach (DispatchMode mode in Enum.GetValues<DispatchMode>())
        {
            if (string.Equals(word, mode.ToString(), StringComparison.OrdinalIgnoreCase))
                return mode;
        }

        Report(flags.IptablesDispatch, $"'{word}' is not one of auto, list, tree");
        return DispatchMode.Auto;
    }

    private GraphArguments GraphArguments(ProxyMode mode) => new()
    {
        NodeName = (line.GetValue(flags.HostnameOverride) ?? Environment.MachineName).Trim().ToLowerInvariant(),
        DetectLocalMode = Text(flags.DetectLocalMode),
        ClusterCidr = Text(flags.ClusterCidr),
        BridgeInterface = Text(flags.PodBridgeInterface),
        InterfaceNamePrefix = Text(flags.PodInterfaceNamePrefix),
        MasqueradeAll = line.GetValue(flags.MasqueradeAll),
        MasqueradeBit = (int)Number(flags.MasqueradeBit, 31),
        NodePortAddresses = Words(flags.NodePortAddresses),
        DefaultNodePortAddresses = mode.DefaultNodePortAddresses,
        LocalhostNodePorts = mode.HasLocalhostNodePorts && line.GetValue(flags.LocalhostNodePorts),
        ServiceCidrs = Words(flags.ServiceCidr),
        BindAddress = Text(flags.BindAddress),
    };

    private GraphOptions? Graph(GraphArguments arguments)
    {
        try
        {
            return GraphOptions.From(arguments);
        }
        catch (InvalidOptionsException e)
        {
            _findings.AddRange(e.Findings);
            return null;
        }
    }

    private SyncOptions Sync(ProxyMode mode)
    {
        bool isIpvs = mode.Word == ProxyModeWords.Ipvs;
        Option<string?> minFlag = line.GetValue(flags.MinSyncPeriod) is not null ? flags.MinSyncPeriod : isIpvs ? flags.IpvsMinSyncPeriod : flags.IptablesMinSyncPeriod;
        Option<string?> maxFlag = line.GetValue(flags.SyncPeriod) is not null ? flags.SyncPeriod : isIpvs ? flags.IpvsSyncPeriod : flags.IptablesSyncPeriod;
        TimeSpan min = Duration(minFlag), max = Duration(maxFlag);
        if (max <= TimeSpan.Zero)
            Report(maxFlag, "must be more than zero");
        else if (min > max)
            Report(minFlag, $"{min.TotalSeconds} s is more than the {max.TotalSeconds} s of {maxFlag.Name}");
        var defaults = new SyncOptions();
        return defaults with { MinInterval = min, MaxRetryInterval = max, RetryInterval = defaults.RetryInterval < max ? defaults.RetryInterval : max };
    }

    private ConntrackSettings Conntrack() => new(
        Number(flags.ConntrackMaxPerCore, int.MaxValue), Number(flags.ConntrackMin, int.MaxValue), Duration(flags.ConntrackTcpTimeoutEstablished),
        Duration(flags.ConntrackTcpTimeoutCloseWait), line.GetValue(flags.ConntrackTcpBeLiberal), Duration(flags.ConntrackUdpTimeout),
        Duration(flags.ConntrackUdpTimeoutStream));

    private IpvsSettings Ipvs() => new(
        Text(flags.IpvsScheduler), Networks(flags.IpvsExcludeCidrs), line.GetValue(flags.IpvsStrictArp), Duration(flags.IpvsTcpTimeout),
        Duration(flags.IpvsTcpFinTimeout), Duration(flags.IpvsUdpTimeout));

    private EquatableArray<IPNetwork> Networks(Option<string[]> flag)
    {
        var networks = new List<IPNetwork>();
        foreach (string word in Words(flag))
        {
            if (AddressText.TryParseNetwork(word, out IPNetwork network))
                networks.Add(network);
            else
                Report(flag, $"'{word}' is not a CIDR, such as 10.0.0.0/8 or fd00::/64");
        }

        return networks.ToEquatableArray();
    }

    /// <summary>An address without a port gets the usual one, as with kube-proxy.</summary>
    private IPEndPoint? Address(Option<string?> flag, ushort usualPort)
    {
        string text = Text(flag);
        if (text.Length == 0)
            return null;
        if (IPEndPoint.TryParse(text, out IPEndPoint? address) && address.Port > 0)
            return address;
        if (!text.StartsWith('[') && IPAddress.TryParse(text, out IPAddress? alone)) // which would take [::]:0 and forget the port
            return new IPEndPoint(alone, usualPort);
        Report(flag, $"'{text}' is not IP:PORT, such as 0.0.0.0:{usualPort} or [::]:{usualPort}");
        return null;
    }

    private LogLevel LogLevel() => Number(flags.Verbosity, 100) switch
    {
        < 4 => Microsoft.Extensions.Logging.LogLevel.Information,
        < 6 => Microsoft.Extensions.Logging.LogLevel.Debug,
        _ => Microsoft.Extensions.Logging.LogLevel.Trace,
    };

    private TimeSpan Duration(Option<string?> flag)
    {
        string text = line.GetValue(flag) ?? "";
        if (!GoDuration.TryParse(text, out TimeSpan duration) || duration < TimeSpan.Zero)
            Report(flag, $"'{text}' is not a duration of zero or more, such as 30s, 500ms or 1h");
        return duration;
    }

    private TimeSpan Above(Option<string?> flag, int mostSeconds)
    {
        int findings = _findings.Count;
        TimeSpan duration = Duration(flag);
        bool isInRange = duration >= TimeSpan.FromMilliseconds(1) && duration <= TimeSpan.FromSeconds(mostSeconds);
        if (!isInRange && findings == _findings.Count)
            Report(flag, $"must be from 1 ms to {mostSeconds} s");
        return duration;
    }

    private long Number(Option<string?> flag, long max)
    {
        string text = Text(flag);
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number > max)
            Report(flag, $"'{text}' is not a number from 0 to {max}");
        return Math.Min(number, max);
    }

    private EquatableArray<string> Words(Option<string[]> flag) => (line.GetValue(flag) ?? [])
        .SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToEquatableArray();

    private string Text(Option<string?> flag) => line.GetValue(flag) ?? "";

    private void Report(Option flag, string message) => _findings.Add(new OptionFinding(flag.Name.TrimStart('-'), message));
}
