namespace Proxier.Templating.Syntax;

/// <param name="Else">Rendered instead of the body when there are no elements; null without.</param>
internal sealed record ForStatement(
    Location At, string Variable, Expression Sequence, IReadOnlyList<Statement> Body, IReadOnlyList<Statement>? Else) : Statement(At);
