using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Proxier.Core.Building;
using Proxier.Core.Objects;

namespace Proxier.Core.Snapshots;

/// <summary>Writes a snapshot as one JSON document, whose <c>cluster</c> is a list as <c>kubectl get -o json</c> prints it.</summary>
public static class SnapshotWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(NodeSnapshot snapshot, Stream output) => Write(output, NodeSnapshot.Kind, snapshot.State, json =>
    {
        json.WriteStartObject("arguments");
        Write(json, snapshot.Arguments);
        json.WriteEndObject();
        json.WriteStrings("localAddresses", snapshot.LocalAddresses.Select(WithoutZone).Distinct().ToEquatableArray());
    });

    /// <summary>The same, with the names of the Services that it is about.</summary>
    public static void Write(SnapshotChange change, Stream output) =>
        Write(output, SnapshotChange.Kind, ClusterState.Empty with { Services = change.Services }, json => json.WriteStrings("services", change.Touched));

    /// <summary>The number of a link means nothing on another machine, and is no part of an address.</summary>
    private static IPAddress WithoutZone(IPAddress address) => address.IsIPv6LinkLocal ? new IPAddress(address.GetAddressBytes()) : address;

    private static void Write(Stream output, string kind, ClusterState cluster, Action<Utf8JsonWriter> head)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("apiVersion", NodeSnapshot.ApiVersion);
        json.WriteString("kind", kind);
        head(json);
        json.WriteStartObject("cluster");
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "List");
        json.WriteStartArray("items");
        Write(json, cluster);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    /// <summary>Named like the flags. What is not set is left out.</summary>
    private static void Write(Utf8JsonWriter json, GraphArguments arguments)
    {
        json.WriteText("hostname-override", arguments.NodeName);
        json.WriteText("detect-local-mode", arguments.DetectLocalMode);
        json.WriteText("cluster-cidr", arguments.ClusterCidr);
        json.WriteText("pod-bridge-interface", arguments.BridgeInterface);
        json.WriteText("pod-interface-name-prefix", arguments.InterfaceNamePrefix);
        json.WriteBoolean("masquerade-all", arguments.MasqueradeAll);
        json.WriteNumber("masquerade-bit", arguments.MasqueradeBit);
        json.WriteStrings("nodeport-addresses", arguments.NodePortAddresses);
        json.WriteBoolean("localhost-nodeports", arguments.LocalhostNodePorts);
        json.WriteStrings("service-cidr", arguments.ServiceCidrs);
        json.WriteText("bind-address", arguments.BindAddress);
    }

    private static void Write(Utf8JsonWriter json, ClusterState state)
    {
        if (state.Node is { } node)
            ObjectJson.Write(json, node);
        foreach (ServiceCidr cidr in state.ServiceCidrs)
            ObjectJson.Write(json, cidr);
        foreach (ServiceObjects objects in state.Services)
        {
            if (objects.Service is { } service)
                ObjectJson.Write(json, service);
            foreach (EndpointSlice slice in objects.Slices)
                ObjectJson.Write(json, slice);
        }
    }
}
