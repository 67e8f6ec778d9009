namespace Proxier.Templating.Syntax;

internal abstract record Expression(Location At);
