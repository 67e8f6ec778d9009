using Proxier.Templating.Rendering;

namespace Proxier.Templating.Binding;

/// <summary>Something that <c>for</c> can walk through.</summary>
internal abstract class Sequence
{
    /// <summary>The variable of a loop over this sequence.</summary>
    public abstract Operand Variable(int slot);

    /// <param name="asksForLast">The body uses <c>for.last</c>.</param>
    public abstract Node For(int slot, Node body, Node? otherwise, bool asksForLast);

    /// <summary>Null when the elements are not scalars.</summary>
    public abstract Operand? Join(Value<string?> separator);
}

internal abstract class Sequence<TList, T>(Value<TList> list) : Sequence
    where TList : IEnumerable<T>
{
    public override Operand Variable(int slot) => new Operand<T>(new VariableValue<T>(slot));

    public override Operand? Join(Value<string?> separator)
    {
        Models.Shape<T> item = Models.Shapes.Of<T>();
        return item.Kind is Models.ShapeKind.List or Models.ShapeKind.Object
            ? null
            : new Operand<string?>(new JoinValue<TList, T>(list, item, separator));
    }
}
