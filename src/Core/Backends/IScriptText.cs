using System.Text.Json;

namespace Proxier.Core.Backends;

/// <summary>The text of a script, written on demand: it may be far larger than anyone wants to hold.</summary>
public interface IScriptText
{
    /// <summary>Writes the text as UTF-8. The same bytes each time.</summary>
    void WriteTo(Stream stream);

    /// <summary>The template that makes this text, as a path below <c>templates/</c>, such as <c>nft/change.scriban</c>.</summary>
    string Template { get; }

    /// <summary>Writes exactly the model that the template receives, as one JSON object.</summary>
    void WriteModelTo(Utf8JsonWriter writer);
}
