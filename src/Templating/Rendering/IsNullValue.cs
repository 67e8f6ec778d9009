using Proxier.Templating.Models;

namespace Proxier.Templating.Rendering;

internal sealed class IsNullValue<T>(Value<T> value, Shape<T> shape) : Value<bool>
{
    public override bool Get(Frame frame) => shape.IsNull(value.Get(frame));
}
