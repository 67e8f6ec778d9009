using System.Text;
using System.Text.Json;
using Proxier.Core.Backends;

namespace Proxier.Templating.Tests;

internal static class Rendered
{
    public static string Text(IScriptText script)
    {
        using var stream = new MemoryStream();
        script.WriteTo(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static string Text<TModel>(string template, TModel model) =>
        Text(new TemplateLibrary(new OneTemplate(template)).Compile<TModel>(OneTemplate.Path).Bind(model));

    public static JsonElement Json(IScriptText script)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            script.WriteModelTo(writer);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    public static JsonElement Json<TModel>(TModel model) =>
        Json(new TemplateLibrary(new OneTemplate("")).Compile<TModel>(OneTemplate.Path).Bind(model));
}
