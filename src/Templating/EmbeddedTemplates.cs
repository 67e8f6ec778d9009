using System.Reflection;

namespace Proxier.Templating;

/// <summary>Templates compiled into an assembly as resources named <c>templates/…</c>.</summary>
public sealed class EmbeddedTemplates(Assembly assembly) : ITemplateSource
{
    public string Description => $"the templates inside {assembly.GetName().Name}";

    public string? Read(string path)
    {
        using Stream? stream = assembly.GetManifestResourceStream("templates/" + path);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
