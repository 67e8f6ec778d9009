using Proxier.Core.Backends;
using Proxier.Templating.Rendering;

namespace Proxier.Templating;

/// <summary>A template, compiled for one type of model. Immutable; many threads may render it at once.</summary>
public sealed class Template<TModel>
{
    private readonly Node _body;
    private readonly int _slotCount;

    internal Template(string path, Node body, int slotCount)
    {
        Path = path;
        _body = body;
        _slotCount = slotCount;
    }

    /// <summary>Below <c>templates/</c>.</summary>
    public string Path { get; }

    /// <summary>The text that the template makes of <paramref name="model"/>, made each time it is written.</summary>
    public IScriptText Bind(TModel model) => new TemplateText<TModel>(this, model);

    internal void Render(TModel model, Stream stream)
    {
        using var output = new Utf8Output(stream);
        var frame = new Frame(output, _slotCount);
        frame.Cell<TModel>(Frame.ModelSlot).Value = model;
        _body.Render(frame);
        output.Flush();
    }
}
