using Proxier.Core.Objects.Reading;
using Proxier.Manifests.Parsing;

namespace Proxier.Manifests;

/// <summary>Reads manifests once, all of them, and tells everything that is wrong with them in one report.</summary>
public sealed class ManifestReader(ObjectReader reader)
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <param name="paths">
    /// Files, folders (their <c>.json</c>, <c>.yaml</c> and <c>.yml</c> files, not those in folders below, ordered by name), or
    /// <see cref="StandardInput"/>.
    /// </param>
    /// <param name="standardInput">Opened only when asked for.</param>
    public ManifestReading Read(IEnumerable<string> paths, Func<Stream> standardInput)
    {
        var content = new ManifestContent();
        var collector = new ObjectCollector(reader, content);
        foreach (string path in paths)
        {
            if (path == StandardInput)
                ManifestFile.Read(standardInput(), path, collector, content);
            else if (Directory.Exists(path))
                ReadFolder(path, collector, content);
            else
                ReadFile(path, collector, content);
        }

        return new ManifestReading(content);
    }

    private static void ReadFolder(string folder, ObjectCollector collector, ManifestContent content)
    {
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder).Where(path => ManifestFile.IsManifest(Path.GetFileName(path))).Order(StringComparer.Ordinal))
                ReadFile(path, collector, content);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            content.Break(new ManifestLocation(folder), $"cannot be read: {error.Message}");
        }
    }

    private static void ReadFile(string path, ObjectCollector collector, ManifestContent content)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            ManifestFile.Read(stream, path, collector, content);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            content.Break(new ManifestLocation(path), $"cannot be read: {error.Message}");
        }
    }
}
