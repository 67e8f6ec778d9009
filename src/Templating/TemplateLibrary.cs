using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating;

/// <summary>Compiles templates from one source. A compiled template never reads the source again.</summary>
public sealed class TemplateLibrary(ITemplateSource source)
{
    /// <param name="path">Below <c>templates/</c>: <c>nft/change.scriban</c>.</param>
    /// <exception cref="TemplateException">Everything that is wrong with this template and those that it includes.</exception>
    public Template<TModel> Compile<TModel>(string path)
    {
        var errors = new TemplateErrors();
        Template<TModel> template = Compile<TModel>(path, errors);
        errors.ThrowIfAny();
        return template;
    }

    /// <summary>
    /// Compiles one of several templates. Call <see cref="TemplateErrors.ThrowIfAny"/> after the last one: with an error, what
    /// this returns renders only a part.
    /// </summary>
    public Template<TModel> Compile<TModel>(string path, TemplateErrors errors)
    {
        var compilation = new Compilation(source, errors);
        Node body = compilation.Bind<TModel>(path);
        return new Template<TModel>(path, body, compilation.SlotCount);
    }
}
