namespace Proxier.Templating;

/// <summary>One thing that is wrong with a template, found before anything is rendered.</summary>
/// <param name="Path">Below <c>templates/</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record TemplateError(string Path, int Line, int Column, string Message)
{
    public override string ToString() => $"{Path}({Line},{Column}): {Message}";
}
