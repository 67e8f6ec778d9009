namespace Proxier.Templating.Rendering;

internal sealed class AndValue(Value<bool> left, Value<bool> right) : Value<bool>
{
    public override bool Get(Frame frame) => left.Get(frame) && right.Get(frame);
}
