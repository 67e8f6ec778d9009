using System.Text.Json;

namespace Proxier.Core.Objects.Reading;

/// <summary>
/// A JSON object, or the absence of one, whose members are read by name. Null counts as absent, as in the API. The default value
/// stands for something that is no object at all: that is noted already, so it notes nothing further.
/// </summary>
/// <param name="path">Of the object; of the one that it is missing in, if it is.</param>
/// <param name="missing">The object's name, if it is missing.</param>
internal readonly struct ObjectField(JsonElement value, FieldPath path, Findings? findings, string? missing = null)
{
    private FieldPath Path => missing is null ? path : path.Member(missing);

    /// <summary>Whether the member is there, even as null: how the presence of a label counts.</summary>
    public bool Has(string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out _);

    /// <summary>Whether the member is missing, null or empty text: what the API fills with its default.</summary>
    public bool IsUnset(string name) =>
        !TryGet(name, out JsonElement member) || (member.ValueKind == JsonValueKind.String && member.ValueEquals(""u8));

    /// <summary>Null when absent.</summary>
    public Field? Member(string name) =>
        findings is not null && TryGet(name, out JsonElement member) ? new Field(member, path, name, -1, findings) : null;

    public ObjectField Object(string name)
    {
        if (findings is null)
            return default;
        return Member(name)?.Object() ?? new ObjectField(default, Path, findings, name);
    }

    public IEnumerable<Field> Items(string name) => Member(name)?.Items() ?? [];

    /// <summary>The first item of an array; null when there is none.</summary>
    public Field? First(string name) => Member(name)?.First();

    public string? Text(string name) => Member(name)?.Text();

    public bool? Flag(string name) => Member(name)?.Flag();

    public int? Integer(string name, int min, int max) => Member(name)?.Integer(min, max);

    public T? Word<T>(string name, (string Word, T Meaning)[] words)
        where T : struct => Member(name)?.Word(words);

    public void Error(string name, string problem) => findings?.Error(Path.Member(name), problem);

    public void Warn(string name, string problem) => findings?.Warn(Path.Member(name), problem);

    private bool TryGet(string name, out JsonElement member)
    {
        member = default;
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out member)
            && member.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
    }
}
