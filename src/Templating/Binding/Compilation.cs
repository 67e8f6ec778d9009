using Proxier.Templating.Models;
using Proxier.Templating.Rendering;
using Proxier.Templating.Syntax;

namespace Proxier.Templating.Binding;

/// <summary>Compiles one template together with those that it includes.</summary>
internal sealed class Compilation(ITemplateSource source, TemplateErrors errors)
{
    private readonly Dictionary<string, IReadOnlyList<Statement>> _templates = [];

    /// <summary>How many variables a rendering needs: the model and one for each loop.</summary>
    public int SlotCount { get; private set; } = Frame.ModelSlot + 1;

    public int NewSlot() => SlotCount++;

    public Node Bind<TModel>(string path)
    {
        var start = new Location(path, 1, 1);
        var model = new Operand<TModel>(new VariableValue<TModel>(Frame.ModelSlot));
        if (model.Kind != ShapeKind.Object)
            errors.Add(start, $"the model must be an object with members, and {typeof(TModel).Name} is none");
        foreach (string name in (model.MemberNames ?? []).Where(Keywords.IsReserved))
            errors.Add(start, $"the model's member '{name}' has the name of something in Scriban; rename the property");

        var binder = new StatementBinder(this, errors);
        return binder.Bind(Load(path, start), new Scope(model, path));
    }

    /// <summary>The statements of a template; none, and an error at <paramref name="at"/>, when there is no such template.</summary>
    public IReadOnlyList<Statement> Load(string path, Location at)
    {
        if (_templates.TryGetValue(path, out IReadOnlyList<Statement>? known))
            return known;

        if (!IsBelowTemplates(path))
            errors.Add(at, $"'{path}' is not a path below templates/, such as 'nft/change.scriban'");
        else if (source.Read(path) is { } text)
            return _templates[path] = Parser.Parse(path, text, errors);
        else
            errors.Add(at, $"there is no template '{path}' in {source.Description}");
        return [];
    }

    private static bool IsBelowTemplates(string path) =>
        !path.Contains('\\') && path.Split('/').All(segment => segment is not ("" or "." or ".."));
}
