using System.Net;
using Microsoft.Extensions.Logging;
using Proxier.Backends.Iptables;
using Proxier.Backends.Userspace;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Kubernetes;
using Proxier.Proxyd.Configuration;
using Proxier.Proxyd.Configuration.Sections;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.CommandLine;

/// <summary>Checks what was set as a whole, to the end, and only then complains.</summary>
internal sealed class ProxydOptionsParser(ReadSettings read)
{
    private readonly List<OptionFinding> _findings = [.. read.Errors];

    private SettingValues Values => read.Values;

    /// <exception cref="InvalidOptionsException">With every finding.</exception>
    /// <param name="selected">The mode that was chosen; null: what was asked for, where it has a backend.</param>
    public ProxydOptions Parse(ProxyMode? selected = null)
    {
        // An empty mode is the default one, as with kube-proxy.
        string word = Values.Get(RootSection.Mode) is { Length: > 0 } given ? given : ProxyModes.Default;
        ProxyMode mode = selected ?? ProxyModes.Find(word) ?? ProxyModes.Built[0];
        GraphArguments arguments = GraphArguments(mode);
        var listeners = new Listeners(Values);
        var options = new ProxydOptions(
            Manifests(), Cluster(arguments.NodeName), new ModeSettings(word, Values.Get(ProxierSection.StrictProxyMode), Values.Get(ProxierSection.ProxyModeMemory)), mode,
            arguments, Graph(arguments)!, Sync(mode), Conntrack(), listeners.Healthz, listeners.Metrics, LogLevel()) // no graph only with a finding
        {
            IptablesDispatch = Enum.TryParse(Values.Get(ProxierSection.IptablesDispatch), ignoreCase: true, out DispatchMode dispatch) ? dispatch : DispatchMode.Auto,
            ProxyPorts = Checks.PortRange(Values.Get(RootSection.PortRange)) is null ? PortRange.Parse(Values.Get(RootSection.PortRange)) : PortRange.Default,
            UsesNftLibrary = Values.Get(ProxierSection.NftLibrary),
            TakesOver = Values.Get(ProxierSection.TakeOver),
            StatusSocket = Values.Get(ProxierSection.StatusSocket),
            Ipvs = Ipvs(),
            IsBindFailureFatal = Values.Get(RootSection.BindAddressHardFail),
            OomScoreAdj = Values.Get(RootSection.OomScoreAdj),
            IsLogJson = Values.Get(LoggingSection.Format) == "json",
            Values = Values,
        };
        return _findings.Count == 0 ? options : throw new InvalidOptionsException([.. _findings.Distinct()]);
    }

    private string Manifests()
    {
        string folder = Values.Get(ProxierSection.Manifests);
        if (folder.Length > 0 && !Directory.Exists(folder))
            Report(ProxierSection.Manifests, $"there is no folder '{folder}'");
        foreach (Setting<string> setting in (Setting<string>[])[ClientConnectionSection.Kubeconfig, CommandLineSection.Master])
        {
            if (folder.Length > 0 && Values.Get(setting).Length > 0)
                Report(setting, $"does not go together with {Values.NameOf(ProxierSection.Manifests)}: objects come from the API server or from a folder");
        }

        return folder;
    }

    private KubernetesOptions Cluster(string nodeName)
    {
        string path = Values.Get(ClientConnectionSection.Kubeconfig);
        if (path.Length > 0 && !File.Exists(path))
            Report(ClientConnectionSection.Kubeconfig, $"there is no file '{path}'");
        return new KubernetesOptions(nodeName)
        {
            Kubeconfig = path,
            Master = Values.Get(CommandLineSection.Master),
            Retry = Values.Get(ProxierSection.ApiServerRetry),
            Silence = Values.Get(ProxierSection.ApiServerSilence),
        };
    }

    private GraphArguments GraphArguments(ProxyMode mode)
    {
        string name = Values.Get(RootSection.HostnameOverride) is { Length: > 0 } given ? given : Environment.MachineName;
        return new GraphArguments
        {
            NodeName = name.Trim().ToLowerInvariant(),
            DetectLocalMode = Checked(RootSection.DetectLocalMode),
            ClusterCidr = Values.Get(RootSection.ClusterCidr),
            BridgeInterface = Values.Get(DetectLocalSection.BridgeInterface),
            InterfaceNamePrefix = Values.Get(DetectLocalSection.InterfaceNamePrefix),
            MasqueradeAll = Values.Get(mode.Word == ProxyModeWords.Nftables ? NftablesSection.MasqueradeAll : IptablesSection.MasqueradeAll),
            MasqueradeBit = Checked(mode.Word == ProxyModeWords.Nftables ? NftablesSection.MasqueradeBit : IptablesSection.MasqueradeBit),
            NodePortAddresses = Values.Get(RootSection.NodePortAddresses),
            DefaultNodePortAddresses = mode.DefaultNodePortAddresses,
            LocalhostNodePorts = mode.HasLocalhostNodePorts && Values.Get(IptablesSection.LocalhostNodePorts),
            ServiceCidrs = Values.Get(ProxierSection.ServiceCidr),
            BindAddress = Values.Get(RootSection.BindAddress),
        };
    }

    private GraphOptions? Graph(GraphArguments arguments)
    {
        try
        {
            return GraphOptions.From(arguments);
        }
        catch (InvalidOptionsException e)
        {
            _findings.AddRange(e.Findings.Select(Named));
            return null;
        }
    }

    /// <summary>The default in place of what is reported already, by itself.</summary>
    private T Checked<T>(Setting<T> setting)
        where T : notnull => setting.Check(Values[setting]) is null ? Values.Get(setting) : setting.Default;

    /// <summary>Core knows kube-proxy's flags; the value may have come from the file.</summary>
    private OptionFinding Named(OptionFinding finding) =>
        Settings.ByFlag[$"--{finding.Option}"].FirstOrDefault() is { } setting ? finding with { Option = Values.NameOf(setting) } : finding;

    /// <summary>Sections of modes that are not asked for are not looked at, but that of iptables always, as with kube-proxy.</summary>
    private SyncOptions Sync(ProxyMode mode)
    {
        SyncPeriods periods = SyncPeriods.Of(mode.Word, Values);
        OptionFinding?[] problems = [SyncPeriods.Of(ProxyModeWords.Iptables, SettingValues.Empty).Problem(Values), periods.Problem(Values)];
        _findings.AddRange(problems.OfType<OptionFinding>());
        TimeSpan min = Values.Get(periods.Min), max = Values.Get(periods.Max);
        var defaults = new SyncOptions();
        return defaults with { MinInterval = min, MaxRetryInterval = max, RetryInterval = defaults.RetryInterval < max ? defaults.RetryInterval : max };
    }

    private ConntrackSettings Conntrack() => new(
        Values.Get(ConntrackSection.MaxPerCore), Values.Get(ConntrackSection.Min), Values.Get(ConntrackSection.TcpEstablishedTimeout),
        Values.Get(ConntrackSection.TcpCloseWaitTimeout), Values.Get(ConntrackSection.TcpBeLiberal), Values.Get(ConntrackSection.UdpTimeout),
        Values.Get(ConntrackSection.UdpStreamTimeout));

    private IpvsSettings Ipvs() => new(
        Values.Get(IpvsSection.Scheduler), Networks(Values.Get(IpvsSection.ExcludeCidrs)), Values.Get(IpvsSection.StrictArp), Values.Get(IpvsSection.TcpTimeout),
        Values.Get(IpvsSection.TcpFinTimeout), Values.Get(IpvsSection.UdpTimeout));

    /// <summary>Those that are none are a finding already, where the mode wants them.</summary>
    private static EquatableArray<IPNetwork> Networks(EquatableArray<string> texts) => texts
        .Select(text => AddressText.TryParseNetwork(text, out IPNetwork network) ? network : (IPNetwork?)null)
        .OfType<IPNetwork>()
        .ToEquatableArray();

    private LogLevel LogLevel() => Values.Get(LoggingSection.Verbosity) switch
    {
        < 4 => Microsoft.Extensions.Logging.LogLevel.Information,
        < 6 => Microsoft.Extensions.Logging.LogLevel.Debug,
        _ => Microsoft.Extensions.Logging.LogLevel.Trace,
    };

    private void Report(Setting setting, string message) => _findings.Add(new OptionFinding(Values.NameOf(setting), message));
}
