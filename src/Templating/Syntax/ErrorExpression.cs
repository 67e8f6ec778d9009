namespace Proxier.Templating.Syntax;

/// <summary>Stands where something could not be read; the error is already reported.</summary>
internal sealed record ErrorExpression(Location At) : Expression(At);
