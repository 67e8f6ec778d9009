namespace Proxier.Templating.Rendering;

internal sealed class IfNode(Value<bool> condition, Node then, Node? otherwise) : Node
{
    public override void Render(Frame frame)
    {
        if (condition.Get(frame))
            then.Render(frame);
        else
            otherwise?.Render(frame);
    }
}
