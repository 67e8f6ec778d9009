using Proxier.Templating.Models;

namespace Proxier.Templating.Rendering;

/// <summary>A member of a loop's variable, read in place: elements of large lists are structs, and copying one costs more than reading it.</summary>
internal sealed class VariableMemberValue<TOwner, T>(int slot, StructGetter<TOwner, T> getter) : Value<T>
    where TOwner : struct
{
    public override T Get(Frame frame) => getter(ref frame.Cell<TOwner>(slot).Value);
}
