namespace Proxier.Templating.Syntax;

/// <param name="At">Of the member's name, not of the owner.</param>
internal sealed record MemberExpression(Location At, Expression Owner, string Name) : Expression(At);
