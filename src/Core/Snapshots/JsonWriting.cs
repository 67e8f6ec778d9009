using System.Text.Json;

namespace Proxier.Core.Snapshots;

internal static class JsonWriting
{
    /// <summary>Nothing for an empty text.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            json.WriteString(name, text);
    }

    /// <summary>Nothing for an empty list.</summary>
    public static void WriteStrings<T>(this Utf8JsonWriter json, string name, EquatableArray<T> items)
    {
        if (!items.IsEmpty)
            json.WriteObjects(name, items, item => json.WriteStringValue(item?.ToString()));
    }

    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, EquatableArray<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
            write(item);
        json.WriteEndArray();
    }

    public static void WriteObject(this Utf8JsonWriter json, string name, Action write)
    {
        json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }
}
