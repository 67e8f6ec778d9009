using System.Text.Json;
using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

/// <summary>One property of a model's type.</summary>
internal abstract class Member<TOwner>(string name)
{
    /// <summary>In snake case.</summary>
    public string Name => name;

    public abstract Operand Of(Value<TOwner> owner, Location at);

    public abstract void WriteJson(Utf8JsonWriter writer, ref TOwner owner);
}
