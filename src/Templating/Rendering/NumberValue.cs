using Proxier.Templating.Models;

namespace Proxier.Templating.Rendering;

internal sealed class NumberValue<T>(Value<T> value, Shape<T> shape) : Value<long?>
{
    public override long? Get(Frame frame) => shape.ToNumber(value.Get(frame));
}
