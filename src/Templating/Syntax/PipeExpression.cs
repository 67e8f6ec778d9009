namespace Proxier.Templating.Syntax;

/// <param name="At">Of the function's name.</param>
/// <param name="Function">Such as <c>string.append</c>.</param>
internal sealed record PipeExpression(Location At, Expression Input, string Function, IReadOnlyList<Expression> Arguments) : Expression(At);
