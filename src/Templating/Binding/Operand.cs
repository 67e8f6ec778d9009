using Proxier.Templating.Models;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Binding;

/// <summary>An expression whose type is known to itself but not to the compiler, and what can be done with it.</summary>
internal abstract class Operand
{
    public abstract ShapeKind Kind { get; }

    public abstract bool CanBeNull { get; }

    public abstract IReadOnlyCollection<string>? Texts { get; }

    public abstract IEnumerable<string>? MemberNames { get; }

    /// <summary>Asks for a number, a text or a truth only what is one.</summary>
    public bool IsScalar => Kind is ShapeKind.Boolean or ShapeKind.Number or ShapeKind.Text;

    public abstract Node Print();

    public abstract Value<bool> Condition();

    public abstract Value<bool> IsNull();

    public abstract Value<bool?> Truth();

    public abstract Value<long?> Number();

    public abstract Value<string?> Text();

    public abstract Operand? Member(string name, Location at);

    public abstract Sequence? Elements();
}

internal sealed class Operand<T>(Value<T> value) : Operand
{
    private readonly Shape<T> _shape = Shapes.Of<T>();

    public override ShapeKind Kind => _shape.Kind;

    public override bool CanBeNull => _shape.CanBeNull;

    public override IReadOnlyCollection<string>? Texts => _shape.Texts;

    public override IEnumerable<string>? MemberNames => _shape.MemberNames;

    public override Node Print() => new PrintNode<T>(value, _shape);

    public override Value<bool> Condition() => value as Value<bool> ?? new ConditionValue<T>(value, _shape);

    public override Value<bool> IsNull() => new IsNullValue<T>(value, _shape);

    public override Value<bool?> Truth() => new TruthValue<T>(value, _shape);

    public override Value<long?> Number() => new NumberValue<T>(value, _shape);

    public override Value<string?> Text() => value as Value<string?> ?? new TextValue<T>(value, _shape);

    public override Operand? Member(string name, Location at) => _shape.Member(value, name, at);

    public override Sequence? Elements() => _shape.Elements(value);
}
