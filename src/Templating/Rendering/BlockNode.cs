namespace Proxier.Templating.Rendering;

internal sealed class BlockNode(Node[] nodes) : Node
{
    public override void Render(Frame frame)
    {
        foreach (Node node in nodes)
            node.Render(frame);
    }
}
