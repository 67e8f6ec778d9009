using System.Text.Json;
using Proxier.Core;
using Proxier.Core.Objects.Reading;

namespace Proxier.Manifests.Parsing;

/// <summary>Sorts JSON objects by kind, has them read, and keeps what came of it.</summary>
internal sealed class ObjectCollector(ObjectReader reader, ManifestContent content)
{
    private readonly Dictionary<ObjectKey, ManifestLocation> _seen = [];

    /// <param name="type">Null: as the object itself says.</param>
    public void Add(JsonElement json, TypeName? type, ManifestLocation location)
    {
        Finding problem = default;
        type ??= TypeName.Of(json, out problem);
        if (type is { } known)
            Add(json, known, location);
        else
            AddNameless(new ManifestFinding(location, ObjectLabel.Of("object", json), problem));
    }

    private void AddNameless(ManifestFinding error)
    {
        content.HasNameless = true;
        content.Errors.Add(error);
    }

    private void Add(JsonElement json, TypeName type, ManifestLocation location)
    {
        switch (type.Known)
        {
            case ObjectKind.Service:
                Keep(ObjectKind.Service, reader.ReadService(json), json, location);
                break;
            case ObjectKind.EndpointSlice:
                Keep(ObjectKind.EndpointSlice, reader.ReadEndpointSlice(json), json, location);
                break;
            case ObjectKind.Node:
                Keep(ObjectKind.Node, reader.ReadNode(json), json, location);
                break;
            case ObjectKind.ServiceCIDR:
                Keep(ObjectKind.ServiceCIDR, reader.ReadServiceCidr(json), json, location);
                break;
            case null when TypeName.IsList(json):
                foreach (JsonElement item in json.GetProperty("items").EnumerateArray())
                    Add(item, TypeName.IsGivenBy(item) ? null : type.OfItems(), location);
                break;
            default:
                content.CountSkipped(type);
                break;
        }
    }

    private void Keep<T>(ObjectKind kind, ReadResult<T> result, JsonElement json, ManifestLocation location)
        where T : class
    {
        ObjectKey? key = result.Name is { } name ? new ObjectKey(kind, name) : null;
        Report(content.Errors, result.Errors, kind, key, json, location);
        Report(content.Warnings, result.Warnings, kind, key, json, location);
        content.HasNameless |= key is null;
        if (key is null || (result.Object is null && result.Errors.IsEmpty))
            return;
        if (_seen.TryAdd(key.Value, location))
            content.Objects.Add(new ManifestObject(key.Value, result.Object, location));
        else
            content.Errors.Add(new ManifestFinding(location, key.Value.ToString(), new Finding("", $"is already at {_seen[key.Value]}")));
    }

    private static void Report(
        List<ManifestFinding> report, EquatableArray<Finding> findings, ObjectKind kind, ObjectKey? key, JsonElement json, ManifestLocation location)
    {
        foreach (Finding finding in findings)
            report.Add(new ManifestFinding(location, key?.ToString() ?? ObjectLabel.Of(kind.ToString(), json), finding));
    }
}
