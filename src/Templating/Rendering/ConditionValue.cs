using Proxier.Templating.Models;

namespace Proxier.Templating.Rendering;

internal sealed class ConditionValue<T>(Value<T> value, Shape<T> shape) : Value<bool>
{
    public override bool Get(Frame frame) => shape.IsTrue(value.Get(frame));
}
