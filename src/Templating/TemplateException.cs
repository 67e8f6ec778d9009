using Proxier.Core;

namespace Proxier.Templating;

/// <summary>Templates that cannot be used. Nothing was rendered, unless a value was null where the template needs one.</summary>
public sealed class TemplateException(IReadOnlyList<TemplateError> errors) : ProxyException(Describe(errors))
{
    public IReadOnlyList<TemplateError> Errors { get; } = errors;

    internal static TemplateException At(Location at, string message) =>
        new([new TemplateError(at.Path, at.Line, at.Column, message)]);

    private static string Describe(IReadOnlyList<TemplateError> errors) => string.Join('\n', errors);
}
