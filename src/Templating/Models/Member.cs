using System.Text.Json;
using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

/// <summary>One property of a model's type.</summary>
internal abstract class Member<TOwner>(string name)
{
    private JsonEncodedText? _jsonName;

    /// <summary>In snake case.</summary>
    public string Name => name;

    // Encoded at the first use: only --emit model needs it, and the encoder costs every start of a program some milliseconds.
    protected JsonEncodedText JsonName => _jsonName ??= JsonEncodedText.Encode(Name);

    public abstract Operand Of(Value<TOwner> owner, Location at);

    public abstract void WriteJson(Utf8JsonWriter writer, ref TOwner owner);
}
