using System.Text.Json;

namespace Proxier.Manifests.Parsing;

/// <summary>
/// One YAML document or JSON value: an object, or a list whose items arrive one by one, before the list has said of what kind it
/// is (kubectl sorts by name, and <c>items</c> comes before <c>kind</c>).
/// </summary>
internal sealed class ManifestDocument(ObjectCollector collector, string file, int number)
{
    private readonly List<(JsonElement Item, ManifestLocation Location)> _untyped = [];

    public string? ApiVersion { get; set; }

    public string? Kind { get; set; }

    private TypeName? ItemType => ApiVersion is null || Kind is null ? null : new TypeName(ApiVersion, Kind).OfItems();

    /// <param name="json">Valid until this returns.</param>
    public void AddObject(JsonElement json, long line) => collector.Add(json, null, At(line));

    /// <param name="json">Valid until this returns.</param>
    public void AddItem(JsonElement json, long line)
    {
        if (TypeName.IsGivenBy(json))
            collector.Add(json, null, At(line));
        else if (ItemType is { } type)
            collector.Add(json, type, At(line));
        else
            _untyped.Add((json.Clone(), At(line)));
    }

    /// <param name="list">The list without its items.</param>
    public void EndList(JsonElement list)
    {
        if (TypeName.Of(list, out _) is { } type)
            (ApiVersion, Kind) = type;
        EndList();
    }

    public void EndList()
    {
        foreach ((JsonElement item, ManifestLocation location) in _untyped)
            collector.Add(item, ItemType, location);
    }

    private ManifestLocation At(long line) => new(file, line, Document: number);
}
