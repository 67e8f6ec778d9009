using System.Net;
using Microsoft.Extensions.Logging;
using Proxier.Backends.Iptables;
using Proxier.Backends.Userspace;
using Proxier.Core.Building;
using Proxier.Core.Sync;
using Proxier.Kubernetes;
using Proxier.Proxyd.Configuration;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.CommandLine;

/// <summary>The flags, checked. Made by <see cref="ProxydOptionsParser"/>.</summary>
/// <param name="Manifests">The folder that objects come from; empty: they come from the API server.</param>
/// <param name="Mode">What was chosen; until then what was asked for, or what it may come to.</param>
/// <param name="HealthzAddress">Null: do not answer there.</param>
/// <param name="MetricsAddress">Null: do not answer there.</param>
internal sealed record ProxydOptions(
    string Manifests, KubernetesOptions Cluster, ModeSettings Modes, ProxyMode Mode, GraphArguments GraphArguments, GraphOptions Graph, SyncOptions Sync, ConntrackSettings Conntrack,
    IPEndPoint? HealthzAddress, IPEndPoint? MetricsAddress, LogLevel LogLevel)
{
    public DispatchMode IptablesDispatch { get; init; }

    /// <summary>Has an effect in mode nftables only.</summary>
    public bool UsesNftLibrary { get; init; }

    /// <summary>Has an effect in mode userspace only.</summary>
    public PortRange ProxyPorts { get; init; } = PortRange.Default;

    /// <summary>Rules of kube-proxy go once ours are in force.</summary>
    public bool TakesOver { get; init; }

    /// <summary>Has an effect in mode ipvs only.</summary>
    public IpvsSettings Ipvs { get; init; } = IpvsSettings.Default;

    /// <summary>An address of health or metrics that cannot be listened on ends the daemon.</summary>
    public bool IsBindFailureFatal { get; init; }

    /// <summary>Of the daemon's own process, -1000 to 1000.</summary>
    public int OomScoreAdj { get; init; }

    /// <summary>Empty: do not answer there.</summary>
    public string StatusSocket { get; init; } = "";

    public bool IsLogJson { get; init; }

    /// <summary>What all of this was made of.</summary>
    public SettingValues Values { get; init; } = SettingValues.Empty;

    /// <summary>For the one line at start.</summary>
    public override string ToString() =>
        $"mode {Mode.Word}, node {Graph.NodeName}, {Source}, cluster CIDR {Or(GraphArguments.ClusterCidr, "unknown")}, "
        + $"pods by {Graph.DetectLocalMode}, node ports on {Or(string.Join(',', GraphArguments.NodePortAddresses), Mode.DefaultNodePortAddresses)}, "
        + $"healthz {HealthzAddress?.ToString() ?? "off"}, metrics {MetricsAddress?.ToString() ?? "off"}, "
        + $"minimum interval {Sync.MinInterval.TotalSeconds} s, retry within {Sync.MaxRetryInterval.TotalSeconds} s";

    private string Source => this switch
    {
        { Manifests.Length: > 0 } => $"manifests {Manifests}",
        { Cluster.Kubeconfig.Length: > 0 } => $"kubeconfig {Cluster.Kubeconfig}",
        { Cluster.Master.Length: > 0 } => $"API server {Cluster.Master}",
        _ => "API server of this pod",
    };

    private static string Or(string text, string otherwise) => text.Length == 0 ? otherwise : text;
}
