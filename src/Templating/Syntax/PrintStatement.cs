namespace Proxier.Templating.Syntax;

internal sealed record PrintStatement(Location At, Expression Value) : Statement(At);
