using System.Reflection;

namespace Proxier.Templating.Models;

internal static class Members
{
    /// <summary>The public properties of a type, inherited ones too, as members in the order of declaration.</summary>
    public static Member<TOwner>[] Of<TOwner>() =>
        [.. typeof(TOwner).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsMember).Select(Create<TOwner>)];

    private static bool IsMember(PropertyInfo property) =>
        property.GetMethod is { IsPublic: true } getter && getter.GetParameters().Length == 0 && !property.PropertyType.IsByRefLike;

    private static Member<TOwner> Create<TOwner>(PropertyInfo property)
    {
        Type kind = typeof(TOwner).IsValueType ? typeof(StructMember<,>) : typeof(ClassMember<,>);
        Type member = kind.MakeGenericType(typeof(TOwner), property.PropertyType);
        object[] arguments = [SnakeCase.Of(property.Name), property.GetMethod!]; // IsMember asked for it
        return (Member<TOwner>)Activator.CreateInstance(member, arguments)!; // null only for nullable structs
    }
}
