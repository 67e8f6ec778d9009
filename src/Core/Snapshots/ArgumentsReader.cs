using System.Text.Json;
using Proxier.Core.Building;

namespace Proxier.Core.Snapshots;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote of the arguments.</summary>
public static class ArgumentsReader
{
    /// <exception cref="InvalidOperationException">A member has another type than it was written with.</exception>
    public static GraphArguments Read(JsonElement json) => new()
    {
        NodeName = Text(json, "hostname-override"),
        DetectLocalMode = Text(json, "detect-local-mode"),
        ClusterCidr = Text(json, "cluster-cidr"),
        BridgeInterface = Text(json, "pod-bridge-interface"),
        InterfaceNamePrefix = Text(json, "pod-interface-name-prefix"),
        MasqueradeAll = json.TryGetProperty("masquerade-all", out JsonElement all) && all.GetBoolean(),
        MasqueradeBit = json.TryGetProperty("masquerade-bit", out JsonElement bit) ? bit.GetInt32() : new GraphArguments().MasqueradeBit,
        NodePortAddresses = Texts(json, "nodeport-addresses"),
        LocalhostNodePorts = json.TryGetProperty("localhost-nodeports", out JsonElement localhost) && localhost.GetBoolean(),
        ServiceCidrs = Texts(json, "service-cidr"),
        BindAddress = Text(json, "bind-address"),
    };

    public static EquatableArray<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(item => item.GetString() ?? "").ToEquatableArray() : [];

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement text) ? text.GetString() ?? "" : "";
}
