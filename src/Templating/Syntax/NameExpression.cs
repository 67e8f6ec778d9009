namespace Proxier.Templating.Syntax;

internal sealed record NameExpression(Location At, string Name) : Expression(At);
