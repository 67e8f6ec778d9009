using System.Text.Json;

namespace Proxier.Core.Objects.Reading;

/// <summary>
/// One value that is there, a member of an object or an item of an array, to be read as a type. A wrong type is noted as an error
/// and gives null, so that reading goes on and finds the rest.
/// </summary>
internal readonly struct Field(JsonElement value, FieldPath parent, string name, int index, Findings findings)
{
    private FieldPath Path => index < 0 ? parent.Member(name) : parent.Item(index);

    public ObjectField Object()
    {
        if (value.ValueKind == JsonValueKind.Object)
            return new ObjectField(value, Path, findings);
        Error($"must be an object, not {Excerpt.Of(value)}");
        return default;
    }

    public IEnumerable<Field> Items()
    {
        if (!IsArray())
            yield break;
        FieldPath path = Path;
        int next = 0;
        foreach (JsonElement item in value.EnumerateArray())
            yield return new Field(item, path, "", next++, findings);
    }

    public Field? First() => IsArray() && value.GetArrayLength() > 0 ? new Field(value[0], Path, "", 0, findings) : null;

    public string? Text()
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Error($"must be a string, not {Excerpt.Of(value)}");
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8: the parser looks at neither before this point.
            Error("must be text in valid Unicode");
            return null;
        }
    }

    public bool? Flag()
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Error($"must be true or false, not {Excerpt.Of(value)}");
        return null;
    }

    public int? Integer(int min, int max)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= min && number <= max)
            return number;
        Error($"must be a whole number from {min} to {max}, not {Excerpt.Of(value)}");
        return null;
    }

    /// <summary>One of several words; empty text gives null, as it does for the API's defaults.</summary>
    public T? Word<T>((string Word, T Meaning)[] words)
        where T : struct
    {
        if (Text() is not { Length: > 0 } text)
            return null;
        foreach ((string word, T meaning) in words)
        {
            if (word == text)
                return meaning;
        }

        Error($"must be one of {string.Join(", ", words.Select(entry => entry.Word))}, not {Excerpt.Of(text)}");
        return null;
    }

    private bool IsArray()
    {
        if (value.ValueKind != JsonValueKind.Array)
            Error($"must be an array, not {Excerpt.Of(value)}");
        return value.ValueKind == JsonValueKind.Array;
    }

    public void Error(string problem) => findings.Error(Path, problem);

    public void Warn(string problem) => findings.Warn(Path, problem);
}
