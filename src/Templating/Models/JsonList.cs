using System.Text.Json;

namespace Proxier.Templating.Models;

internal static class JsonList
{
    private const int FlushAt = 32 * 1024;

    /// <summary>Hands over what was written now and then, so that a list of millions needs no memory.</summary>
    public static void Write<T>(Utf8JsonWriter writer, IEnumerable<T>? items)
    {
        if (items is null)
        {
            writer.WriteNullValue();
            return;
        }

        Shape<T> shape = Shapes.Of<T>();
        writer.WriteStartArray();
        foreach (T item in items)
        {
            shape.WriteJson(writer, item);
            if (writer.BytesPending >= FlushAt)
                writer.Flush();
        }

        writer.WriteEndArray();
    }
}
