using Proxier.Templating.Models;
using Proxier.Templating.Rendering;
using Proxier.Templating.Syntax;

namespace Proxier.Templating.Binding;

/// <summary>Turns statements into nodes that know the types of everything they touch.</summary>
internal sealed class StatementBinder(Compilation compilation, TemplateErrors errors)
{
    private readonly ExpressionBinder _expressions = new(errors);

    public Node Bind(IReadOnlyList<Statement> block, Scope scope)
    {
        Node[] nodes = [.. block.Select(statement => Bind(statement, scope)).OfType<Node>()];
        return nodes.Length == 1 ? nodes[0] : new BlockNode(nodes);
    }

    /// <returns>Null when there was an error, which is reported.</returns>
    private Node? Bind(Statement statement, Scope scope) => statement switch
    {
        TextStatement text => new TextNode(text.Text),
        PrintStatement print => BindPrint(print, scope),
        IfStatement branch => BindIf(branch, scope),
        ForStatement loop => BindFor(loop, scope),
        IncludeStatement include => BindInclude(include, scope),
        _ => throw new InvalidOperationException($"{statement.GetType().Name} is not handled"),
    };

    private Node? BindPrint(PrintStatement print, Scope scope)
    {
        Operand? operand = _expressions.Bind(print.Value, scope);
        if (operand is null || operand.IsScalar)
            return operand?.Print();

        errors.Add(print.At, operand.Kind == ShapeKind.List
            ? "a list cannot be printed; use 'for', or 'array.join' for a list of texts"
            : $"an object cannot be printed, only its members: {string.Join(", ", operand.MemberNames ?? [])}");
        return null;
    }

    private IfNode? BindIf(IfStatement branch, Scope scope)
    {
        Value<bool>? condition = _expressions.BindCondition(branch.Condition, scope);
        Node then = Bind(branch.Then, scope);
        Node? otherwise = branch.Else is null ? null : Bind(branch.Else, scope);
        return condition is null ? null : new IfNode(condition, then, otherwise);
    }

    private Node? BindFor(ForStatement loop, Scope scope)
    {
        Node? otherwise = loop.Else is null ? null : Bind(loop.Else, scope);
        Operand? operand = _expressions.Bind(loop.Sequence, scope);
        if (operand is null)
            return null;
        if (operand.Elements() is not { } sequence)
        {
            errors.Add(loop.Sequence.At, "'for' needs a list, and this is none");
            return null;
        }

        var state = new Loop(compilation.NewSlot());
        Node body = Bind(loop.Body, scope.Inside(state, loop.Variable, sequence.Variable(state.Slot)));
        return sequence.For(state.Slot, body, otherwise, state.AsksForLast);
    }

    private Node? BindInclude(IncludeStatement include, Scope scope)
    {
        if (!scope.Templates.Contains(include.Path))
            return Bind(compilation.Load(include.Path, include.At), scope.Inside(include.Path));

        errors.Add(include.At, $"templates include each other in a circle: {string.Join(" -> ", scope.Templates.Append(include.Path))}");
        return null;
    }
}
