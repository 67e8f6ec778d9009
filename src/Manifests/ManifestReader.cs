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
                Guard(path, content, () => ManifestFile.Read(standardInput(), path, collector, content));
            else if (Directory.Exists(path))
                Guard(path, content, () => ReadFolder(path, collector, content));
            else
                Guard(path, content, () => ReadFile(path, collector, content));
        }

        return new ManifestReading(content);
    }

    private static void ReadFolder(string folder, ObjectCollector collector, ManifestContent content)
    {
        foreach (string path in Directory.EnumerateFiles(folder).Where(ManifestFile.IsManifest).Order(StringComparer.Ordinal))
            Guard(path, content, () => ReadFile(path, collector, content));
    }

    private static void ReadFile(string path, ObjectCollector collector, ManifestContent content)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        ManifestFile.Read(stream, path, collector, content);
    }

    private static void Guard(string path, ManifestContent content, Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            content.Break(new ManifestLocation(path), $"cannot be read: {error.Message}");
        }
    }
}
