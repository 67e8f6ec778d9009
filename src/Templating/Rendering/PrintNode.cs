using Proxier.Templating.Models;

namespace Proxier.Templating.Rendering;

internal sealed class PrintNode<T>(Value<T> value, Shape<T> shape) : Node
{
    public override void Render(Frame frame) => shape.Print(frame.Output, value.Get(frame));
}
