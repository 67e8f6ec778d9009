using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Proxier.Proxyd.Configuration.Forms;

/// <summary>How values of one type are written in a file and on a command line.</summary>
internal abstract class ValueForm<T>
    where T : notnull
{
    /// <summary>Worded so that it can follow "must be".</summary>
    public abstract string Expected { get; }

    public abstract bool TryRead(JsonElement json, [NotNullWhen(true)] out T? value);

    /// <summary>The last of several counts, as with kube-proxy.</summary>
    public virtual bool TryParse(IReadOnlyList<string> texts, [NotNullWhen(true)] out T? value) => TryParse(texts[^1], out value);

    public abstract void Write(Utf8JsonWriter json, T value);

    /// <summary>Whether Go takes it for a value that was not given.</summary>
    public virtual bool IsZero(T value) => EqualityComparer<T>.Default.Equals(value, default);

    protected abstract bool TryParse(string text, [NotNullWhen(true)] out T? value);

    /// <summary>Text in valid Unicode, of which the parser makes sure only here.</summary>
    protected static bool TryReadText(JsonElement json, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            text = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
        }

        return text is not null;
    }
}
