namespace Proxier.Templating.Syntax;

/// <param name="At">Of the operator.</param>
internal sealed record BinaryExpression(Location At, BinaryOperator Operator, Expression Left, Expression Right) : Expression(At);
