namespace Proxier.Templating.Rendering;

/// <summary>An expression of a compiled template.</summary>
internal abstract class Value<T>
{
    public abstract T Get(Frame frame);
}
