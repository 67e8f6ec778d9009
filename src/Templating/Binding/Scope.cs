namespace Proxier.Templating.Binding;

/// <summary>What names mean at one place of a template: the model's members, then the variables of the loops around the place.</summary>
internal sealed class Scope
{
    private readonly Operand _model;
    private readonly Scope? _outer;
    private readonly string? _name;
    private readonly Operand? _variable;
    private readonly string? _template;

    /// <param name="template">Its path.</param>
    public Scope(Operand model, string template) => (_model, _template) = (model, template);

    private Scope(Scope outer) => (_model, _outer, Loop) = (outer._model, outer, outer.Loop);

    private Scope(Scope outer, Loop loop, string name, Operand variable)
        : this(outer) => (Loop, _name, _variable) = (loop, name, variable);

    private Scope(Scope outer, string template)
        : this(outer) => (Loop, _template) = (null, template);

    /// <summary>The innermost loop of this template. What <c>for</c> means to an included template differs between versions of Scriban, so here it means nothing.</summary>
    public Loop? Loop { get; }

    /// <summary>Every name that can be used here, once.</summary>
    public IEnumerable<string> Names => Chain.Select(s => s._name).OfType<string>().Concat(_model.MemberNames ?? []).Distinct();

    /// <summary>The templates that are being included, the outermost first.</summary>
    public IEnumerable<string> Templates => Chain.Select(s => s._template).OfType<string>().Reverse();

    private IEnumerable<Scope> Chain
    {
        get
        {
            for (Scope? scope = this; scope is not null; scope = scope._outer)
                yield return scope;
        }
    }

    public Operand? Find(string name, Location at) =>
        Chain.FirstOrDefault(s => s._name == name)?._variable ?? _model.Member(name, at);

    public Scope Inside(Loop loop, string name, Operand variable) => new(this, loop, name, variable);

    public Scope Inside(string template) => new(this, template);
}
