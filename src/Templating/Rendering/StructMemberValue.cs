using Proxier.Templating.Models;

namespace Proxier.Templating.Rendering;

internal sealed class StructMemberValue<TOwner, T>(Value<TOwner> owner, StructGetter<TOwner, T> getter) : Value<T>
    where TOwner : struct
{
    public override T Get(Frame frame)
    {
        TOwner copy = owner.Get(frame);
        return getter(ref copy);
    }
}
