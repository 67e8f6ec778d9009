using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Proxier.Manifests.Parsing;

/// <summary>Writes YAML nodes as JSON, with the meaning that sigs.k8s.io/yaml gives them in the API's own tools.</summary>
internal sealed class YamlToJson : IDisposable
{
    private const int MaxDepth = 200;

    private const string MergeKey = "<<";

    /// <summary>Of the mappings that are open, to know what a merge must not replace.</summary>
    private readonly List<string> _keys = [];
    private readonly YamlCursor _cursor;
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly Utf8JsonWriter _writer;
    private int _depth;

    public YamlToJson(YamlCursor cursor)
    {
        _cursor = cursor;
        // Nothing here is ever put into HTML.
        _writer = new Utf8JsonWriter(_json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>What was written since the last call. To be disposed before anything else is written.</summary>
    public JsonDocument Take()
    {
        _writer.Flush();
        var document = JsonDocument.Parse(_json.WrittenMemory, new JsonDocumentOptions { MaxDepth = MaxDepth });
        _writer.Reset();
        _json.ResetWrittenCount();
        return document;
    }

    public void BeginMapping() => _writer.WriteStartObject();

    public void EndMapping()
    {
        _writer.WriteEndObject();
        _keys.Clear();
    }

    /// <param name="first">The first event of the node; the rest is taken from the _cursor.</param>
    public void WriteNode(ParsingEvent first)
    {
        Enter(first);
        if (first is Scalar scalar)
            YamlScalar.Write(scalar, _writer);
        else if (first is SequenceStart)
            WriteSequence();
        else
            WriteMapping();
        _depth--;
    }

    /// <summary>Writes a member of the mapping that is open.</summary>
    public void WriteMember(ParsingEvent key) => WriteMember(key, firstKey: 0);

    private void WriteSequence()
    {
        _writer.WriteStartArray();
        while (_cursor.Next() is var next and not SequenceEnd)
            WriteNode(next);
        _writer.WriteEndArray();
    }

    private void WriteMapping()
    {
        int firstKey = _keys.Count;
        _writer.WriteStartObject();
        while (_cursor.Next() is var next and not MappingEnd)
            WriteMember(next, firstKey);
        _writer.WriteEndObject();
        _keys.RemoveRange(firstKey, _keys.Count - firstKey);
    }

    private void WriteMember(ParsingEvent next, int firstKey)
    {
        Scalar key = next as Scalar ?? throw Refused(next, "A key must be a plain value.");
        if (key is { Value: MergeKey, Style: ScalarStyle.Plain })
        {
            WriteMerge(_cursor.Next(), firstKey);
            return;
        }

        _keys.Add(key.Value);
        _writer.WritePropertyName(key.Value);
        WriteNode(_cursor.Next());
    }

    /// <summary>Puts the members of one mapping, or of several, into the one that is open; those that it has already stay.</summary>
    private void WriteMerge(ParsingEvent source, int firstKey)
    {
        Enter(source);
        if (source is SequenceStart)
        {
            while (_cursor.Next() is var next and not SequenceEnd)
                WriteMerge(next, firstKey);
        }
        else if (source is MappingStart)
        {
            while (_cursor.Next() is var next and not MappingEnd)
                MergeMember(next, firstKey);
        }
        else
        {
            throw Refused(source, "Only a mapping can be merged.");
        }

        _depth--;
    }

    private void MergeMember(ParsingEvent next, int firstKey)
    {
        if (next is Scalar key && _keys.IndexOf(key.Value, firstKey) >= 0)
            _cursor.Skip(_cursor.Next());
        else
            WriteMember(next, firstKey);
    }

    private void Enter(ParsingEvent first)
    {
        if (++_depth > MaxDepth)
            throw Refused(first, $"Nodes are nested deeper than {MaxDepth}.");
    }

    private static SemanticErrorException Refused(ParsingEvent at, string problem) => new(at.Start, at.End, problem);
}
