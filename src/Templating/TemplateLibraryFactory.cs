using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Proxier.Templating;

/// <summary>Chooses between the templates that a backend brings along and those of the operator.</summary>
public sealed class TemplateLibraryFactory(IOptions<TemplatingOptions> options, ILogger<TemplateLibraryFactory> logger)
{
    /// <param name="backend">The assembly that holds the built-in templates.</param>
    public TemplateLibrary For(Assembly backend)
    {
        if (options.Value.Folder is not { } folder)
            return new TemplateLibrary(new EmbeddedTemplates(backend));
        logger.TemplatesFromFolder(folder);
        return new TemplateLibrary(new FolderTemplates(folder));
    }
}
