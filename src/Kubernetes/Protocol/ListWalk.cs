using System.Buffers;
using System.Text.Json;

namespace Proxier.Kubernetes.Protocol;

/// <summary>Where we are in the JSON text of a list. Goes a step at a time, and only when the bytes of the whole step are there.</summary>
internal sealed class ListWalk
{
    private enum Place
    {
        BeforeList,
        InList,
        InItems,
        AfterList,
    }

    private JsonReaderState _state;
    private Place _place;

    public bool IsAtEnd => _place == Place.AfterList;

    /// <summary>Of the list; undefined until it came.</summary>
    public JsonElement Metadata { get; private set; }

    /// <summary>False: more bytes are needed, or the list is over.</summary>
    /// <param name="rest">Loses what the step went through.</param>
    /// <param name="item">Set after a step over an object of the list.</param>
    /// <exception cref="JsonException">It is not JSON, or not a list.</exception>
    public bool TryStep(ref ReadOnlySequence<byte> rest, out JsonDocument? item)
    {
        item = null;
        var reader = new Utf8JsonReader(rest, isFinalBlock: false, _state);
        if (IsAtEnd || !reader.Read() || !TryStep(ref reader, out item, out Place next))
            return false;

        _place = next;
        _state = reader.CurrentState;
        rest = rest.Slice(reader.Position);
        return true;
    }

    private bool TryStep(ref Utf8JsonReader reader, out JsonDocument? item, out Place next)
    {
        item = null;
        next = _place;
        switch (_place)
        {
            case Place.BeforeList:
                next = Place.InList;
                return reader.TokenType == JsonTokenType.StartObject ? true : throw new JsonException($"it begins with {reader.TokenType}");
            case Place.InItems when reader.TokenType == JsonTokenType.EndArray:
                next = Place.InList;
                return true;
            case Place.InItems:
                return JsonDocument.TryParseValue(ref reader, out item);
            case Place.InList when reader.TokenType == JsonTokenType.EndObject:
                next = Place.AfterList;
                return true;
            default:
                return TryMember(ref reader, out next);
        }
    }

    private bool TryMember(ref Utf8JsonReader reader, out Place next)
    {
        next = Place.InList;
        if (reader.ValueTextEquals("items"u8))
        {
            bool isThere = reader.Read();
            if (isThere && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null))
                throw new JsonException($"its items begin with {reader.TokenType}");
            // Go writes an empty list that was never made as null.
            next = isThere && reader.TokenType == JsonTokenType.StartArray ? Place.InItems : Place.InList;
            return isThere;
        }

        bool isMetadata = reader.ValueTextEquals("metadata"u8);
        if (!reader.Read() || !JsonDocument.TryParseValue(ref reader, out JsonDocument? value))
            return false;
        using (value)
            Metadata = isMetadata ? value.RootElement.Clone() : Metadata;
        return true;
    }
}
