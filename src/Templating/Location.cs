namespace Proxier.Templating;

/// <summary>A place in a template, for messages. Line and column count from 1.</summary>
internal readonly record struct Location(string Path, int Line, int Column);
