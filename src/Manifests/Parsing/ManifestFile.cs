using System.Text;
using System.Text.Json;
using YamlDotNet.Core;

namespace Proxier.Manifests.Parsing;

/// <summary>Reads one file, or standard input, in whichever form it is.</summary>
internal static class ManifestFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Whether a file of this name belongs to a folder of manifests. Hidden files are what editors and copy tools leave.</summary>
    public static bool IsManifest(string path) =>
        !Path.GetFileName(path).StartsWith('.') && Path.GetExtension(path) is ".json" or ".yaml" or ".yml";

    /// <summary>What is wrong with the text is noted in <paramref name="content"/>.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <param name="file">How messages call it; its ending says the form, and where it has none the first character does.</param>
    public static void Read(Stream stream, string file, ObjectCollector collector, ManifestContent content)
    {
        try
        {
            Parse(stream, file, collector);
        }
        catch (JsonException error)
        {
            // The rest of the message is the position, counted from 0.
            string problem = error.Message.Split(" LineNumber:", 2)[0];
            content.Break(new ManifestLocation(file, error.LineNumber + 1 ?? 0, error.BytePositionInLine + 1 ?? 0), $"is not JSON: {problem}");
        }
        catch (YamlException error)
        {
            content.Break(new ManifestLocation(file, error.Start.Line, error.Start.Column), $"is not YAML: {error.Message}");
        }
    }

    private static void Parse(Stream stream, string file, ObjectCollector collector)
    {
        using var peeked = new PeekStream(stream);
        bool isJson = Path.GetExtension(file) switch
        {
            ".json" => true,
            ".yaml" or ".yml" => false,
            _ => peeked.PeekText() == '{',
        };
        if (isJson)
        {
            new JsonManifest(collector, file).Read(peeked);
            return;
        }

        using var text = new StreamReader(peeked, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize);
        using var yaml = new YamlManifest(collector, file, text);
        yaml.Read();
    }
}
