namespace Proxier.Templating.Syntax;

internal abstract record Statement(Location At);
