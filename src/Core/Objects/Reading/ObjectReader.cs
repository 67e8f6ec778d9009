using System.Text.Json;

namespace Proxier.Core.Objects.Reading;

/// <summary>
/// Reads API objects, each from one JSON object. Fields that a service proxy does not honour are ignored, whatever they hold. Keep
/// one reader for many objects: it lets them share their text. Safe for several threads.
/// </summary>
public sealed class ObjectReader
{
    private readonly StringPool _pool = new();

    public ReadResult<Service> ReadService(JsonElement json) => Read(json, MetadataReader.ReadServiceName, ServiceReader.Read);

    public ReadResult<EndpointSlice> ReadEndpointSlice(JsonElement json) =>
        Read(json, MetadataReader.ReadSliceName, EndpointSliceReader.Read);

    public ReadResult<Node> ReadNode(JsonElement json) => Read(json, MetadataReader.ReadClusterWideName, NodeReader.Read);

    public ReadResult<ServiceCidr> ReadServiceCidr(JsonElement json) =>
        Read(json, MetadataReader.ReadClusterWideName, ServiceCidrReader.Read);

    private ReadResult<T> Read<T>(
        JsonElement json, Func<ObjectField, StringPool, ObjectName?> readName, Func<ObjectField, ObjectName, StringPool, T?> readObject)
        where T : class
    {
        var findings = new Findings();
        ObjectField root = ReadRoot(json, findings);
        ObjectName? name = readName(root, _pool);
        // Without a name the rest is still read, for what is wrong with it.
        T? read = readObject(root, name ?? default, _pool);
        return new ReadResult<T>(name, findings.HasErrors ? null : read, findings.Errors, findings.Warnings);
    }

    private static ObjectField ReadRoot(JsonElement json, Findings findings)
    {
        if (json.ValueKind == JsonValueKind.Object)
            return new ObjectField(json, FieldPath.Root, findings);
        findings.Error(FieldPath.Root, $"must be an object, not {Excerpt.Of(json)}");
        return default;
    }
}
