namespace Proxier.Templating;

/// <summary>Collects the errors of a set of templates, so that their author sees all of them at once.</summary>
public sealed class TemplateErrors
{
    private readonly List<TemplateError> _errors = [];

    public int Count => _errors.Count;

    /// <exception cref="TemplateException">There is at least one error.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new TemplateException([.. _errors.GroupBy(e => e.Path).SelectMany(InOrder)]);
    }

    /// <summary>A template that is included twice is read twice; what is wrong with it is said once.</summary>
    internal void Add(Location at, string message)
    {
        var error = new TemplateError(at.Path, at.Line, at.Column, message);
        if (!_errors.Contains(error))
            _errors.Add(error);
    }

    private static IEnumerable<TemplateError> InOrder(IEnumerable<TemplateError> ofOneTemplate) =>
        ofOneTemplate.OrderBy(e => e.Line).ThenBy(e => e.Column);
}
