namespace Proxier.Templating.Rendering;

/// <summary>Holds the model, or the variable of one loop and how far the loop is.</summary>
internal abstract class Cell
{
    public int Index;
    public bool IsLast;
}

internal sealed class Cell<T> : Cell
{
    // A default T is seen by nobody: the model is set before rendering, a loop's variable before its body.
    public T Value = default!;
}
