using System.Globalization;
using System.Text.Json;
using Proxier.Proxyd.CommandLine;

namespace Proxier.Proxyd.Http;

/// <summary>The configuration in force, in the shape and with the names of a KubeProxyConfiguration.</summary>
internal static class ConfigJson
{
    public static void Write(Utf8JsonWriter json, ProxydOptions options)
    {
        json.WriteStartObject("kubeproxy.config.k8s.io");
        json.WriteString("hostnameOverride", options.Graph.NodeName);
        json.WriteString("bindAddress", options.GraphArguments.BindAddress);
        json.WriteString("healthzBindAddress", options.HealthzAddress?.ToString() ?? "");
        json.WriteString("metricsBindAddress", options.MetricsAddress?.ToString() ?? "");
        json.WriteString("mode", options.Mode.Word);
        json.WriteString("clusterCIDR", options.GraphArguments.ClusterCidr);
        WriteDetectLocal(json, options);
        json.WriteStartArray("nodePortAddresses");
        foreach (string address in options.GraphArguments.NodePortAddresses)
            json.WriteStringValue(address);
        json.WriteEndArray();
        WriteMode(json, options);
        WriteConntrack(json, options.Conntrack);
        json.WriteEndObject();
    }

    private static void WriteDetectLocal(Utf8JsonWriter json, ProxydOptions options)
    {
        json.WriteString("detectLocalMode", options.Graph.DetectLocalMode.ToString());
        json.WriteStartObject("detectLocal");
        json.WriteString("bridgeInterface", options.GraphArguments.BridgeInterface);
        json.WriteString("interfaceNamePrefix", options.GraphArguments.InterfaceNamePrefix);
        json.WriteEndObject();
    }

    private static void WriteMode(Utf8JsonWriter json, ProxydOptions options)
    {
        json.WriteStartObject(options.Mode.Word);
        json.WriteNumber("masqueradeBit", options.GraphArguments.MasqueradeBit);
        json.WriteBoolean("masqueradeAll", options.GraphArguments.MasqueradeAll);
        json.WriteString("syncPeriod", Duration(options.Sync.MaxRetryInterval));
        json.WriteString("minSyncPeriod", Duration(options.Sync.MinInterval));
        json.WriteEndObject();
    }

    private static void WriteConntrack(Utf8JsonWriter json, ConntrackSettings conntrack)
    {
        json.WriteStartObject("conntrack");
        json.WriteNumber("maxPerCore", conntrack.MaxPerCore);
        json.WriteNumber("min", conntrack.Min);
        json.WriteString("tcpEstablishedTimeout", Duration(conntrack.TcpEstablished));
        json.WriteString("tcpCloseWaitTimeout", Duration(conntrack.TcpCloseWait));
        json.WriteBoolean("tcpBeLiberal", conntrack.TcpBeLiberal);
        json.WriteString("udpTimeout", Duration(conntrack.Udp));
        json.WriteString("udpStreamTimeout", Duration(conntrack.UdpStream));
        json.WriteEndObject();
    }

    private static string Duration(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds}s");
}
