using System.Net;
using System.Text.Json;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Core.Snapshots;
using Proxier.Manifests;

namespace Proxier.Proxyctl.Snapshots;

/// <summary>A snapshot as it was read from a file.</summary>
/// <param name="Reading">Of the objects in it.</param>
internal sealed record SnapshotFile(ManifestReading Reading, GraphArguments Arguments, IReadOnlyList<IPAddress> LocalAddresses)
{
    /// <param name="path"><see cref="ManifestReader.StandardInput"/> for standard input.</param>
    /// <exception cref="BadInputException">It is not a snapshot.</exception>
    public static SnapshotFile Read(string path, Func<Stream> standardInput)
    {
        try
        {
            using Stream stream = path == ManifestReader.StandardInput ? standardInput() : File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException([$"{path}: is not a snapshot: {error.Message}"]);
        }
    }

    /// <exception cref="InvalidOperationException">It is not a snapshot.</exception>
    public static SnapshotFile Read(JsonElement json)
    {
        RequireKind(json, NodeSnapshot.Kind);
        return new SnapshotFile(ReadCluster(json), ArgumentsReader.Read(json.GetProperty("arguments")), [.. ArgumentsReader.Texts(json, "localAddresses").Select(Parse)]);
    }

    /// <exception cref="InvalidOperationException">It is not a change of one.</exception>
    public static SnapshotChange ReadChange(JsonElement json)
    {
        RequireKind(json, SnapshotChange.Kind);
        return new SnapshotChange(ArgumentsReader.Texts(json, "services").Select(ParseName).ToEquatableArray(), ReadCluster(json).ToClusterState(nodeName: null).Services);
    }

    public static bool IsChange(JsonElement json) => json.GetProperty("kind").GetString() == SnapshotChange.Kind;

    private static void RequireKind(JsonElement json, string kind)
    {
        if (json.GetProperty("apiVersion").GetString() != NodeSnapshot.ApiVersion || json.GetProperty("kind").GetString() != kind)
            throw new InvalidOperationException($"it is not of kind {kind}, {NodeSnapshot.ApiVersion}");
    }

    private static ManifestReading ReadCluster(JsonElement json)
    {
        byte[] cluster = JsonSerializer.SerializeToUtf8Bytes(json.GetProperty("cluster"), Screens.ReportJson.Default.JsonElement);
        return new ManifestReader(new ObjectReader()).Read([ManifestReader.StandardInput], () => new MemoryStream(cluster));
    }

    private static ObjectName ParseName(string text) =>
        text.Split('/') is [var space, var name] ? new ObjectName(space, name) : throw new InvalidOperationException($"'{text}' is not namespace/name");

    private static IPAddress Parse(string text) =>
        AddressText.TryParseAddress(text, out IPAddress address) ? address : throw new InvalidOperationException($"'{text}' is not an address");
}
