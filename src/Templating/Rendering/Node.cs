namespace Proxier.Templating.Rendering;

/// <summary>A piece of a compiled template that writes something.</summary>
internal abstract class Node
{
    public abstract void Render(Frame frame);
}
