namespace Proxier.Templating.Syntax;

internal sealed record NotExpression(Location At, Expression Operand) : Expression(At);
