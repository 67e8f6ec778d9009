using System.Reflection;
using System.Text.Json;
using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

internal sealed class StructMember<TOwner, T>(string name, MethodInfo getter) : Member<TOwner>(name)
    where TOwner : struct
{
    private readonly StructGetter<TOwner, T> _get = getter.CreateDelegate<StructGetter<TOwner, T>>();

    public override Operand Of(Value<TOwner> owner, Location at) =>
        owner is VariableValue<TOwner> variable
            ? new Operand<T>(new VariableMemberValue<TOwner, T>(variable.Slot, _get))
            : new Operand<T>(new StructMemberValue<TOwner, T>(owner, _get));

    public override void WriteJson(Utf8JsonWriter writer, ref TOwner owner)
    {
        writer.WritePropertyName(Name);
        Shapes.Of<T>().WriteJson(writer, _get(ref owner));
    }
}
