using Proxier.Templating.Models;

namespace Proxier.Templating.Rendering;

internal sealed class TextValue<T>(Value<T> value, Shape<T> shape) : Value<string?>
{
    public override string? Get(Frame frame) => shape.ToText(value.Get(frame));
}
