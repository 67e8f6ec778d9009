using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Proxier.Testing.Deployment;

/// <summary>Turns YAML into JSON as kubectl does: what is not quoted and looks like a number or a truth value is one.</summary>
public static class YamlFile
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    private static readonly ISerializer Json = new SerializerBuilder().JsonCompatible().Build();

    /// <param name="path">Below the root of the repository.</param>
    public static IReadOnlyList<JsonObject> Read(string path) => Parse(File.ReadAllText(Repository.PathOf(path)));

    /// <returns>One for each document.</returns>
    public static IReadOnlyList<JsonObject> Parse(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        var documents = new List<JsonObject>();
        while (parser.Accept<DocumentStart>(out _))
            documents.Add(JsonNode.Parse(Json.Serialize(Deserializer.Deserialize(parser)))!.AsObject()); // a document of Kubernetes is a mapping
        return documents;
    }
}
