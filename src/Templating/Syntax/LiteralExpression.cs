namespace Proxier.Templating.Syntax;

/// <param name="Value">A string, a long, a bool or null.</param>
internal sealed record LiteralExpression(Location At, object? Value) : Expression(At);
