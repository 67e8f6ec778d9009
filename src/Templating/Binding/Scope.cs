using System.Collections.Immutable;

namespace Proxier.Templating.Binding;

/// <summary>What names mean at one place of a template.</summary>
/// <param name="Variables">Of the loops around it, the innermost last.</param>
/// <param name="Loop">The innermost loop of this template; as in Scriban, a template does not see the <c>for</c> of the one that includes it.</param>
/// <param name="Templates">The templates being included, to find circles.</param>
internal sealed record Scope(
    Operand Model, ImmutableList<(string Name, Operand Operand)> Variables, Loop? Loop, ImmutableList<string> Templates)
{
    public IEnumerable<string> Names => Variables.Select(v => v.Name).Concat(Model.MemberNames ?? []).Distinct();

    public Operand? Find(string name, Location at) =>
        Variables.FindLast(v => v.Name == name).Operand ?? Model.Member(name, at);

    public Scope Inside(Loop loop, string variable, Operand operand) =>
        this with { Variables = Variables.Add((variable, operand)), Loop = loop };

    public Scope Inside(string template) => this with { Loop = null, Templates = Templates.Add(template) };
}
