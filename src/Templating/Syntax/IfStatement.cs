namespace Proxier.Templating.Syntax;

/// <param name="Else">Holds another <c>if</c> for <c>else if</c>; null without.</param>
internal sealed record IfStatement(Location At, Expression Condition, IReadOnlyList<Statement> Then, IReadOnlyList<Statement>? Else) : Statement(At);
