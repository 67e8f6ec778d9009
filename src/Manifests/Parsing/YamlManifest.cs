using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Proxier.Manifests.Parsing;

/// <summary>Reads YAML: any number of documents, each an object, a list of objects, or nothing.</summary>
internal sealed class YamlManifest(ObjectCollector collector, string file, TextReader text) : IDisposable
{
    private readonly YamlCursor _cursor = new(text);
    private YamlToJson? _root;
    private YamlToJson? _item;

    private YamlToJson Root => _root ??= new YamlToJson(_cursor);

    private YamlToJson Item => _item ??= new YamlToJson(_cursor);

    /// <exception cref="YamlException">The text is no YAML; what came before it has been collected.</exception>
    public void Read()
    {
        int number = 0;
        while (_cursor.Next() is var next and not StreamEnd)
        {
            if (next is DocumentStart)
                ReadDocument(_cursor.Next(), new ManifestDocument(collector, file, ++number));
        }
    }

    public void Dispose()
    {
        _root?.Dispose();
        _item?.Dispose();
    }

    private void ReadDocument(ParsingEvent first, ManifestDocument document)
    {
        if (first is MappingStart)
            ReadMapping(first.Start.Line, document);
        else if (!YamlScalar.IsNull(first))
            AddNode(first, document.AddObject);
    }

    private void ReadMapping(long line, ManifestDocument document)
    {
        bool isList = false;
        Root.BeginMapping();
        while (_cursor.Next() is var key and not MappingEnd)
        {
            if (key is Scalar { Value: "items" })
                isList |= ReadItems(document);
            else
                Root.WriteMember(key);
        }

        Root.EndMapping();
        using JsonDocument json = Root.Take();
        if (isList)
            document.EndList(json.RootElement);
        else
            document.AddObject(json.RootElement, line);
    }

    /// <summary>Returns whether these are the items of a list.</summary>
    private bool ReadItems(ManifestDocument document)
    {
        ParsingEvent first = _cursor.Next();
        if (first is not SequenceStart)
        {
            _cursor.Skip(first);
            return YamlScalar.IsNull(first);
        }

        while (_cursor.Next() is var next and not SequenceEnd)
            AddNode(next, document.AddItem);
        return true;
    }

    private void AddNode(ParsingEvent first, Action<JsonElement, long> add)
    {
        Item.WriteNode(first);
        using JsonDocument json = Item.Take();
        add(json.RootElement, first.Start.Line);
    }
}
