namespace Proxier.Templating.Rendering;

internal sealed class ConstantValue<T>(T value) : Value<T>
{
    public override T Get(Frame frame) => value;
}
