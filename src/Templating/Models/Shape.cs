using System.Text.Json;
using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

/// <summary>What templates and <c>--emit model</c> make of one C# type. Both use the same shape, so they cannot disagree.</summary>
internal abstract class Shape<T>
{
    public abstract ShapeKind Kind { get; }

    /// <summary>Whether a value can be null: whether asking for it with <c>if</c> makes sense.</summary>
    public virtual bool CanBeNull => !typeof(T).IsValueType;

    /// <summary>All texts that there can be, for enums; null when there is no such list.</summary>
    public virtual IReadOnlyCollection<string>? Texts => null;

    /// <summary>Null for types that have no members.</summary>
    public virtual IEnumerable<string>? MemberNames => null;

    public abstract void WriteJson(Utf8JsonWriter writer, T value);

    public virtual void Print(Utf8Output output, T value) => throw NotA("text");

    public virtual bool IsNull(T value) => Null.Is(value);

    public virtual bool IsTrue(T value) => !IsNull(value);

    public virtual long? ToNumber(T value) => throw NotA("number");

    public virtual string? ToText(T value) => throw NotA("text");

    /// <returns>Null when there is no such member.</returns>
    public virtual Operand? Member(Value<T> owner, string name, Location at) => null;

    /// <returns>Null when the type is no list.</returns>
    public virtual Sequence? Elements(Value<T> list) => null;

    private static InvalidOperationException NotA(string kind) => new($"{typeof(T)} is not a {kind}; the compiler should have refused it");
}
