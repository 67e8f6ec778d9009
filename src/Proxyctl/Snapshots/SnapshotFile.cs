using System.Net;
using System.Text.Json;
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

    private static SnapshotFile Read(JsonElement json)
    {
        if (json.GetProperty("apiVersion").GetString() != NodeSnapshot.ApiVersion || json.GetProperty("kind").GetString() != NodeSnapshot.Kind)
            throw new InvalidOperationException($"it is not of kind {NodeSnapshot.Kind}, {NodeSnapshot.ApiVersion}");
        byte[] cluster = JsonSerializer.SerializeToUtf8Bytes(json.GetProperty("cluster"), Screens.ReportJson.Default.JsonElement);
        return new SnapshotFile(
            new ManifestReader(new ObjectReader()).Read([ManifestReader.StandardInput], () => new MemoryStream(cluster)),
            ArgumentsReader.Read(json.GetProperty("arguments")),
            [.. ArgumentsReader.Texts(json, "localAddresses").Select(Parse)]);
    }

    private static IPAddress Parse(string text) =>
        AddressText.TryParseAddress(text, out IPAddress address) ? address : throw new InvalidOperationException($"'{text}' is not an address");
}
