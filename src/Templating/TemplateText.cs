using System.Text.Json;
using Proxier.Core.Backends;
using Proxier.Templating.Models;

namespace Proxier.Templating;

internal sealed class TemplateText<TModel>(Template<TModel> template, TModel model) : IScriptText
{
    public string Template => template.Path;

    public void WriteTo(Stream stream) => template.Render(model, stream);

    public void WriteModelTo(Utf8JsonWriter writer) => Shapes.Of<TModel>().WriteJson(writer, model);
}
