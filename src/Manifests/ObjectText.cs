using System.Text.Json;
using Proxier.Manifests.Parsing;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Proxier.Manifests;

/// <summary>Reads a file of YAML or JSON whatever it holds, with the meaning that the API's own tools give it.</summary>
public static class ObjectText
{
    /// <summary>
    /// Every document of the file; empty ones are left out. A member that is there twice stays there twice. JSON begins with a brace, and has
    /// one document.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="FormatException">It is neither; where and why.</exception>
    public static IReadOnlyList<JsonElement> Read(string path) => Parse(File.ReadAllText(path));

    /// <exception cref="FormatException">It is neither; where and why.</exception>
    public static IReadOnlyList<JsonElement> Parse(string text)
    {
        try
        {
            return text.AsSpan().TrimStart().StartsWith("{") ? [ParseJson(text)] : ParseYaml(text);
        }
        catch (JsonException e)
        {
            // The rest of the message is the position, counted from 0.
            throw new FormatException($"line {e.LineNumber + 1}: is not JSON: {e.Message.Split(" LineNumber:", 2)[0]}", e);
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}: is not YAML: {e.Message}", e);
        }
    }

    private static JsonElement ParseJson(string text)
    {
        using var json = JsonDocument.Parse(text);
        if (!HasUnicode(json.RootElement))
            throw new FormatException("has text that is not valid Unicode");
        return json.RootElement.Clone();
    }

    /// <summary>The parser looks at half surrogate pairs only when somebody asks for the text, or for another name beside it.</summary>
    private static bool HasUnicode(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => UnicodeText.TryGet(json, out _),
        JsonValueKind.Array => json.EnumerateArray().All(HasUnicode),
        JsonValueKind.Object => json.EnumerateObject().All(member => UnicodeText.HasName(member) && HasUnicode(member.Value)),
        _ => true,
    };

    private static List<JsonElement> ParseYaml(string text)
    {
        using var reader = new StringReader(text);
        var cursor = new YamlCursor(reader);
        using var writer = new YamlToJson(cursor);
        var documents = new List<JsonElement>();
        while (cursor.Next() is var next and not StreamEnd)
        {
            if (next is not DocumentStart || cursor.Next() is var first && YamlScalar.IsNull(first))
                continue;
            writer.WriteNode(first);
            using JsonDocument json = writer.Take();
            documents.Add(json.RootElement.Clone());
        }

        return documents;
    }
}
