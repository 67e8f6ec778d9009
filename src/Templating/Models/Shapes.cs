namespace Proxier.Templating.Models;

/// <summary>Finds the shape of a type. The only reflection of this project is here and in <see cref="Members"/>, once per type.</summary>
internal static class Shapes
{
    public static Shape<T> Of<T>() => Cache<T>.Shape;

    private static object Create(Type type)
    {
        if (type == typeof(bool))
            return new BoolShape();
        if (type == typeof(string))
            return new StringShape();
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Make(typeof(NullableShape<>), underlying);
        if (type.IsEnum)
            return Make(typeof(EnumShape<>), type);
        if (IsInteger(type))
            return Make(typeof(IntegerShape<>), type);
        if (type.IsAssignableTo(typeof(IUtf8SpanFormattable)))
            return Make(typeof(FormattableShape<>), type);
        if (ElementOf(type, typeof(IReadOnlyList<>)) is { } item)
            return Make(typeof(ListShape<,>), type, item);
        if (ElementOf(type, typeof(IEnumerable<>)) is { } streamed)
            return Make(typeof(StreamShape<,>), type, streamed);
        return Make(typeof(ObjectShape<>), type);
    }

    // ulong is left out: JSON readers, and so real Scriban, lose its largest values. It is printed as a text.
    private static bool IsInteger(Type type) =>
        type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(sbyte)
        || type == typeof(uint) || type == typeof(ushort) || type == typeof(byte);

    private static Type? ElementOf(Type type, Type list)
    {
        IEnumerable<Type> candidates = type.IsInterface ? type.GetInterfaces().Append(type) : type.GetInterfaces();
        return candidates.FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == list)?.GetGenericArguments()[0];
    }

    private static object Make(Type shape, params Type[] arguments) =>
        Activator.CreateInstance(shape.MakeGenericType(arguments))!; // null only for nullable structs

    private static class Cache<T>
    {
        public static readonly Shape<T> Shape = (Shape<T>)Create(typeof(T));
    }
}
