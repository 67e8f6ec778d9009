using System.Text.Json;

namespace Proxier.Manifests.Parsing;

/// <summary>Reads JSON: any number of values one after the other, each an object or a list of objects.</summary>
internal sealed class JsonManifest(ObjectCollector collector, string file)
{
    /// <exception cref="JsonException">The text is no JSON; what came before it has been collected.</exception>
    public void Read(Stream stream)
    {
        using var json = new JsonWindow(stream);
        for (int number = 1; json.Read(); number++)
        {
            if (json.Token != JsonTokenType.StartObject)
                throw new JsonException("A manifest must be an object.", null, json.Line - 1, null);
            ReadDocument(json, new ManifestDocument(collector, file, number));
        }
    }

    private static void ReadDocument(JsonWindow json, ManifestDocument document)
    {
        long line = json.Line;
        bool isList = false;
        json.Keep();
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
            isList |= ReadMember(json, document);
        if (isList)
            document.EndList();
        else
            AddKept(json, document, line);
        json.Release();
    }

    /// <summary>Returns whether the member makes the object a list.</summary>
    private static bool ReadMember(JsonWindow json, ManifestDocument document)
    {
        JsonMember member = json.Member;
        if (member != JsonMember.Other)
            json.Read();
        if (member == JsonMember.ApiVersion)
            document.ApiVersion = json.Text;
        else if (member == JsonMember.Kind)
            document.Kind = json.Text;
        else if (member == JsonMember.Items && json.Token == JsonTokenType.StartArray)
            return ReadItems(json, document);
        json.Skip();
        return member == JsonMember.Items && json.Token == JsonTokenType.Null;
    }

    private static bool ReadItems(JsonWindow json, ManifestDocument document)
    {
        json.Release();
        using var queue = new ItemQueue(document);
        while (json.ReadItem() is { } item)
            queue.Add(item, json.Line);
        return true;
    }

    private static void AddKept(JsonWindow json, ManifestDocument document, long line)
    {
        using JsonDocument kept = json.ParseKept();
        document.AddObject(kept.RootElement, line);
    }
}
