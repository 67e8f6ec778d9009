using System.Reflection;
using System.Text.Json;
using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

internal sealed class ClassMember<TOwner, T>(string name, MethodInfo getter) : Member<TOwner>(name)
    where TOwner : class
{
    private readonly Func<TOwner, T> _get = getter.CreateDelegate<Func<TOwner, T>>();

    public override Operand Of(Value<TOwner> owner, Location at) =>
        new Operand<T>(new ClassMemberValue<TOwner, T>(owner, _get, Name, at));

    public override void WriteJson(Utf8JsonWriter writer, ref TOwner owner)
    {
        writer.WritePropertyName(Name);
        Shapes.Of<T>().WriteJson(writer, _get(owner));
    }
}
