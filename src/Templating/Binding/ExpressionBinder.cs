using Proxier.Templating.Models;
using Proxier.Templating.Rendering;
using Proxier.Templating.Syntax;

namespace Proxier.Templating.Binding;

/// <summary>Finds out what an expression means and which type it has. Null as a result: there was an error, which is reported.</summary>
internal sealed class ExpressionBinder(TemplateErrors errors)
{
    public Operand? Bind(Expression expression, Scope scope) => expression switch
    {
        LiteralExpression literal => BindLiteral(literal.Value),
        NameExpression name => BindName(name, scope),
        MemberExpression { Owner: NameExpression { Name: "for" } } member => BindLoopState(member, scope),
        MemberExpression member => BindMember(member, scope),
        NotExpression not => BindNot(not, scope),
        BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or } logical => BindLogical(logical, scope),
        BinaryExpression comparison => BindComparison(comparison, scope),
        PipeExpression pipe => BindPipe(pipe, scope),
        _ => null, // an ErrorExpression
    };

    public Value<bool>? BindCondition(Expression expression, Scope scope)
    {
        Operand? operand = Bind(expression, scope);
        if (operand is null || operand.Kind == ShapeKind.Boolean || (operand.CanBeNull && operand.Kind != ShapeKind.List))
            return operand?.Condition();

        errors.Add(expression.At, operand.Kind == ShapeKind.List
            ? "a list is always true, even an empty one; ask for 'size > 0', or use 'for' with 'else'"
            : "this is never null and so always true; only null and false are false");
        return null;
    }

    private static Operand BindLiteral(object? value) => value switch
    {
        bool truth => new Operand<bool>(new ConstantValue<bool>(truth)),
        long number => new Operand<long>(new ConstantValue<long>(number)),
        _ => new Operand<string?>(new ConstantValue<string?>((string?)value)),
    };

    private Operand? BindName(NameExpression name, Scope scope) =>
        scope.Find(name.Name, name.At) ?? Fail(name.At, $"there is no '{name.Name}' here, only {List(scope.Names)}");

    private Operand? BindMember(MemberExpression member, Scope scope)
    {
        if (member.Owner is NameExpression { Name: "string" or "array" })
            return Fail(member.Owner.At, "functions are called with a pipe: value | string.upcase");
        if (Bind(member.Owner, scope) is not { } owner)
            return null;
        return owner.Member(member.Name, member.At)
            ?? Fail(member.At, owner.MemberNames is { } names
                ? $"there is no member '{member.Name}' here, only {List(names)}"
                : $"there is no member '{member.Name}': this is a {owner.Kind switch { ShapeKind.List => "stream of unknown size", var kind => kind.ToString().ToLowerInvariant() }}");
    }

    private Operand? BindLoopState(MemberExpression member, Scope scope)
    {
        if (scope.Loop is not { } loop)
            return Fail(member.At, "there is no loop around this in this template; an included template does not see the 'for' of its includer");
        loop.AsksForLast |= member.Name == "last";
        return member.Name switch
        {
            "index" => new Operand<int>(new LoopIndexValue(loop.Slot)),
            "first" => State(loop, cell => cell.Index == 0),
            "last" => State(loop, cell => cell.IsLast),
            "even" => State(loop, cell => cell.Index % 2 == 0),
            "odd" => State(loop, cell => cell.Index % 2 == 1),
            _ => Fail(member.At, $"'for' has no '{member.Name}', only index, first, last, even, odd"),
        };
    }

    private static Operand<bool> State(Loop loop, Func<Cell, bool> state) => new(new LoopStateValue(loop.Slot, state));

    private Operand<bool>? BindNot(NotExpression not, Scope scope) =>
        BindCondition(not.Operand, scope) is { } condition ? new Operand<bool>(new NotValue(condition)) : null;

    private Operand<bool>? BindLogical(BinaryExpression logical, Scope scope)
    {
        Value<bool>? left = BindCondition(logical.Left, scope);
        Value<bool>? right = BindCondition(logical.Right, scope);
        if (left is null || right is null)
            return null;
        return new Operand<bool>(logical.Operator == BinaryOperator.And ? new AndValue(left, right) : new OrValue(left, right));
    }

    private Operand<bool>? BindComparison(BinaryExpression comparison, Scope scope)
    {
        Operand? left = Bind(comparison.Left, scope);
        Operand? right = Bind(comparison.Right, scope);
        if (left is null || right is null)
            return null;
        Value<bool>? result = new ComparisonBinder(errors).Bind(comparison, left, right);
        return result is null ? null : new Operand<bool>(result);
    }

    private Operand? BindPipe(PipeExpression pipe, Scope scope)
    {
        Operand? input = Bind(pipe.Input, scope);
        Operand?[] arguments = [.. pipe.Arguments.Select(argument => Bind(argument, scope))];
        return input is null || arguments.Contains(null) ? null : new FunctionBinder(errors).Bind(pipe, input, [.. arguments.OfType<Operand>()]);
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names);

    private Operand? Fail(Location at, string message)
    {
        errors.Add(at, message);
        return null;
    }
}
