namespace Proxier.Templating.Syntax;

/// <param name="Path">Below <c>templates/</c>, wherever the including template is.</param>
internal sealed record IncludeStatement(Location At, string Path) : Statement(At);
