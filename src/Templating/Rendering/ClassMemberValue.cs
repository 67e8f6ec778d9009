namespace Proxier.Templating.Rendering;

internal sealed class ClassMemberValue<TOwner, T>(Value<TOwner> owner, Func<TOwner, T> getter, string name, Location at) : Value<T>
    where TOwner : class
{
    public override T Get(Frame frame) => getter(owner.Get(frame) ?? throw OwnerIsNull());

    private TemplateException OwnerIsNull() =>
        TemplateException.At(at, $"cannot read '{name}': what it belongs to is null here; test that with 'if' first");
}
