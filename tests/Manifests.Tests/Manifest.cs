using System.Text;
using Proxier.Core.Objects.Reading;

namespace Proxier.Manifests.Tests;

/// <summary>Reads manifests from text.</summary>
internal static class Manifest
{
    public const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}
        """;

    public const string JsonService =
        """{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop"}, "spec": {"clusterIP": "10.0.0.1", "ports": [{"port": 80}]}}""";

    /// <summary>As if it came from standard input.</summary>
    public static ManifestReading Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static ManifestReading Read(byte[] text) => Read(new MemoryStream(text));

    public static ManifestReading Read(Stream text) => new ManifestReader(new ObjectReader()).Read([ManifestReader.StandardInput], () => text);

    public static ManifestReading ReadFiles(params string[] paths) =>
        new ManifestReader(new ObjectReader()).Read(paths, () => throw new InvalidOperationException("Standard input was not asked for."));

    public static IEnumerable<string> ServiceNames(this ManifestReading reading) =>
        reading.ToClusterState(null).Services.Where(entry => entry.Service is not null).Select(entry => entry.Name.ToString());
}
