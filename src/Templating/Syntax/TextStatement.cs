namespace Proxier.Templating.Syntax;

internal sealed record TextStatement(Location At, string Text) : Statement(At);
