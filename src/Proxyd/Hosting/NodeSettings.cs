using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Events;
using Proxier.Core.Host;
using Proxier.Kernel.Host;
using Proxier.Kernel.Sysctls;
using Proxier.Proxyd.CommandLine;

namespace Proxier.Proxyd.Hosting;

/// <summary>Kernel settings of the node, set at start and when other values are wanted. What cannot be set is a warning: in nested nodes most of it is read-only.</summary>
internal sealed class NodeSettings(Sysctl sysctl, CpuCount cpus, IEventSink events, ILogger<NodeSettings> logger)
{
    private const string ConntrackMax = "net/netfilter/nf_conntrack_max";
    private const string ConntrackBuckets = "net/netfilter/nf_conntrack_buckets";
    private const string RouteLocalnet = "net/ipv4/conf/all/route_localnet";

    private static readonly IPNetwork Loopback = new(new IPAddress([127, 0, 0, 0]), 8);

    /// <summary>Returns whether everything is as wanted now.</summary>
    public bool Set(ProxydOptions options)
    {
        bool isSet = SetConntrackMax(options.Conntrack, options.Graph.NodeName);
        foreach ((string name, string value) in Timeouts(options.Conntrack))
            isSet &= Set(name, value);
        if (HasLoopbackNodePorts(options.Graph) && options.Mode.Word != ProxyModeWords.Userspace) // whose connections to loopback end there
            isSet &= Set(RouteLocalnet, "1");
        return isSet;
    }

    /// <summary>Which conntrack settings are wanted, besides the size of the table.</summary>
    internal static IEnumerable<(string Name, string Value)> Timeouts(ConntrackSettings settings)
    {
        (string Name, TimeSpan Value)[] timeouts =
        [
            ("nf_conntrack_tcp_timeout_established", settings.TcpEstablished), ("nf_conntrack_tcp_timeout_close_wait", settings.TcpCloseWait),
            ("nf_conntrack_udp_timeout", settings.Udp), ("nf_conntrack_udp_timeout_stream", settings.UdpStream),
        ];
        foreach ((string name, TimeSpan value) in timeouts)
        {
            if (value > TimeSpan.Zero)
                yield return ($"net/netfilter/{name}", Text((long)value.TotalSeconds));
        }

        if (settings.TcpBeLiberal)
            yield return ("net/netfilter/nf_conntrack_tcp_be_liberal", "1");
    }

    /// <summary>Packets from 127.0.0.0/8 leave the host only then, which a node port on loopback needs.</summary>
    internal static bool HasLoopbackNodePorts(GraphOptions options) =>
        options.NodePortAddresses.Localhost
        || (options.NodePortAddresses.All && options.LocalhostNodePorts)
        || options.NodePortAddresses.Ranges.Any(range => Loopback.Contains(range.BaseAddress));

    /// <summary>The hash table is made larger with it, a quarter of the flows, but never smaller.</summary>
    private bool SetConntrackMax(ConntrackSettings settings, string nodeName)
    {
        if (settings.MaxPerCore == 0)
            return true;

        long max = Math.Max(settings.Min, settings.MaxPerCore * cpus.Read());
        bool isSet = Set(ConntrackMax, Text(max));
        // Another network namespace than the host's may not; a table with fuller buckets works.
        bool isTooSmall = long.TryParse(sysctl.Read(ConntrackBuckets), CultureInfo.InvariantCulture, out long buckets) && buckets < max / 4;
        if (isTooSmall && !Set(ConntrackBuckets, Text(max / 4)))
            events.Report(new ClusterEvent(
                EventSubject.Node(nodeName), EventType.Warning, "readOnlySysFS", "StartKubeProxy",
                $"The table of tracked connections keeps its {buckets} buckets, {max / 4} are wanted for {max} connections: the setting is read-only here"));
        return isSet;
    }

    private bool Set(string name, string value)
    {
        SysctlResult result = sysctl.Set(name, value);
        if (result is SysctlResult.Changed changed)
            logger.SettingChanged(name, changed.Before, value);
        else if (result is SysctlResult.Refused refused)
            logger.SettingRefused(name, refused.Before, value, refused.Reason);
        return result is not SysctlResult.Refused;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
