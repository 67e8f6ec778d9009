using System.Text.Json;

namespace Proxier.Core.Objects.Reading;

/// <summary>
/// A JSON object, or the absence of one, whose members are read by name. Null counts as absent, as in the API. The default value
/// stands for something that is no object at all: that is noted already, so it notes nothing further.
/// </summary>
internal readonly struct ObjectField(JsonElement value, FieldPath path, Findings? findings)
{
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
        return Member(name)?.Object() ?? new ObjectField(default, path.Member(name), findings);
    }

    public IEnumerable<Field> Items(string name) => Member(name)?.Items() ?? [];

    public string? Text(string name) => Member(name)?.Text();

    public bool? Flag(string name) => Member(name)?.Flag();

    public int? Integer(string name, int min, int max) => Member(name)?.Integer(min, max);

    public T? Word<T>(string name, (string Word, T Meaning)[] words)
        where T : struct => Member(name)?.Word(words);

    public void Error(string name, string problem) => findings?.Error(path.Member(name), problem);

    public void Warn(string name, string problem) => findings?.Warn(path.Member(name), problem);

    public void Warn(string problem) => findings?.Warn(path, problem);

    private bool TryGet(string name, out JsonElement member)
    {
        member = default;
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out member)
            && member.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
    }
}
