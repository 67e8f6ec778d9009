using System.Runtime.CompilerServices;
using System.Text.Json;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

/// <summary>An enum is a text: the names of its values in snake case.</summary>
/// <remarks>
/// Two arrays, not a dictionary: enums are short, and a dictionary with a key of its own type costs a start of the program thirty
/// methods to compile.
/// </remarks>
internal sealed class EnumShape<T> : Shape<T>
    where T : struct, Enum
{
    private readonly ulong[] _values = Array.ConvertAll(Enum.GetValues<T>(), Bits);
    private readonly string[] _texts = Array.ConvertAll(Enum.GetNames<T>(), SnakeCase.Of);

    public override ShapeKind Kind => ShapeKind.Text;

    public override IReadOnlyCollection<string> Texts => _texts;

    public override void WriteJson(Utf8JsonWriter writer, T value) => writer.WriteStringValue(ToText(value));

    public override void Print(Utf8Output output, T value) => output.Write(ToText(value).AsSpan());

    public override string ToText(T value)
    {
        int index = Array.IndexOf(_values, Bits(value));
        return index >= 0 ? _texts[index] : throw new ArgumentOutOfRangeException(nameof(value), value, $"not a {typeof(T).Name}");
    }

    private static ulong Bits(T value) => Unsafe.SizeOf<T>() switch
    {
        sizeof(byte) => Unsafe.As<T, byte>(ref value),
        sizeof(ushort) => Unsafe.As<T, ushort>(ref value),
        sizeof(uint) => Unsafe.As<T, uint>(ref value),
        _ => Unsafe.As<T, ulong>(ref value),
    };
}
