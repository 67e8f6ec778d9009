using Proxier.Templating.Models;

namespace Proxier.Templating.Rendering;

/// <summary>A bool that may be null, for comparing: null equals neither true nor false.</summary>
internal sealed class TruthValue<T>(Value<T> value, Shape<T> shape) : Value<bool?>
{
    public override bool? Get(Frame frame)
    {
        T truth = value.Get(frame);
        return shape.IsNull(truth) ? null : shape.IsTrue(truth);
    }
}
