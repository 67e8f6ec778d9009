namespace Proxier.Templating.Rendering;

internal sealed class NotValue(Value<bool> value) : Value<bool>
{
    public override bool Get(Frame frame) => !value.Get(frame);
}
