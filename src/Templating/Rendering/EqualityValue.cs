namespace Proxier.Templating.Rendering;

internal sealed class EqualityValue<T>(Value<T> left, Value<T> right) : Value<bool>
{
    public override bool Get(Frame frame) => EqualityComparer<T>.Default.Equals(left.Get(frame), right.Get(frame));
}
