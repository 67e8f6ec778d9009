using Proxier.Templating.Models;
using Proxier.Templating.Rendering;
using Proxier.Templating.Syntax;

namespace Proxier.Templating.Binding;

/// <summary>Allows the comparisons that say what they seem to say; Scriban compares anything with anything, as text.</summary>
internal sealed class ComparisonBinder(TemplateErrors errors)
{
    public Value<bool>? Bind(BinaryExpression comparison, Operand left, Operand right)
    {
        if (comparison.Operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual))
            return BindOrder(comparison, left, right);
        Value<bool>? equal = BindEquality(comparison, left, right);
        return equal is not null && comparison.Operator == BinaryOperator.NotEqual ? new NotValue(equal) : equal;
    }

    private OrderValue? BindOrder(BinaryExpression comparison, Operand left, Operand right)
    {
        if (left.Kind == ShapeKind.Number && right.Kind == ShapeKind.Number)
            return new OrderValue(comparison.Operator, left.Number(), right.Number());
        errors.Add(comparison.At, "only numbers are smaller or larger than each other");
        return null;
    }

    private Value<bool>? BindEquality(BinaryExpression comparison, Operand left, Operand right)
    {
        if (IsNull(comparison.Right))
            return BindIsNull(comparison, left);
        if (IsNull(comparison.Left))
            return BindIsNull(comparison, right);
        if (left.Kind != right.Kind || !left.IsScalar)
        {
            errors.Add(comparison.At, $"cannot compare {Noun(left)} with {Noun(right)}, only two numbers, two texts or two booleans");
            return null;
        }

        CheckEnum(comparison.Left, right);
        CheckEnum(comparison.Right, left);
        return left.Kind switch
        {
            ShapeKind.Number => new EqualityValue<long?>(left.Number(), right.Number()),
            ShapeKind.Boolean => new EqualityValue<bool?>(left.Truth(), right.Truth()),
            _ => new EqualityValue<string?>(left.Text(), right.Text()),
        };
    }

    private static string Noun(Operand operand) => operand.Kind.ToString().ToLowerInvariant();

    private static bool IsNull(Expression expression) => expression is LiteralExpression { Value: null };

    private Value<bool>? BindIsNull(BinaryExpression comparison, Operand operand)
    {
        if (operand.CanBeNull)
            return operand.IsNull();
        errors.Add(comparison.At, "this is never null");
        return null;
    }

    private void CheckEnum(Expression expression, Operand other)
    {
        if (expression is LiteralExpression { Value: string text } && other.Texts is { } texts && !texts.Contains(text))
            errors.Add(expression.At, $"it is never '{text}', only {string.Join(", ", texts)}");
    }
}
