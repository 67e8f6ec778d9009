using Proxier.Templating.Models;
using Proxier.Templating.Rendering;
using Proxier.Templating.Syntax;

namespace Proxier.Templating.Binding;

/// <summary>The functions behind a pipe: those of Scriban's that rule templates need, with its names and results.</summary>
internal sealed class FunctionBinder(TemplateErrors errors)
{
    private static readonly Dictionary<string, (int Arguments, Func<string, string, string> Function)> TextFunctions = new()
    {
        ["string.append"] = (1, (text, suffix) => text + suffix),
        ["string.downcase"] = (0, (text, _) => text.ToLowerInvariant()),
        ["string.prepend"] = (1, (text, prefix) => prefix + text),
        ["string.upcase"] = (0, (text, _) => text.ToUpperInvariant()),
    };

    public Operand? Bind(PipeExpression pipe, Operand input, Operand[] arguments)
    {
        if (pipe.Function == "array.size")
            return HasArguments(pipe, 0) ? BindSize(pipe, input) : null;
        if (pipe.Function == "array.join")
            return HasArguments(pipe, 1) && AreScalars(pipe, arguments) ? BindJoin(pipe, input, arguments[0]) : null;
        if (TextFunctions.TryGetValue(pipe.Function, out var found))
            return HasArguments(pipe, found.Arguments) && AreScalars(pipe, [input, .. arguments]) ? BindText(found.Function, input, arguments) : null;

        errors.Add(pipe.At, $"there is no function '{pipe.Function}', only array.join, array.size, {string.Join(", ", TextFunctions.Keys)}");
        return null;
    }

    private Operand? BindSize(PipeExpression pipe, Operand input) =>
        (input.Kind == ShapeKind.List ? input.Member("size", pipe.At) : null) ?? Fail(pipe, "needs a list that knows its size");

    private Operand? BindJoin(PipeExpression pipe, Operand input, Operand separator) =>
        input.Elements()?.Join(separator.Text()) ?? Fail(pipe, "needs a list of texts, numbers or booleans");

    private static Operand<string?> BindText(Func<string, string, string> function, Operand input, Operand[] arguments)
    {
        Value<string?> argument = arguments.Length == 0 ? new ConstantValue<string?>(null) : arguments[0].Text();
        return new Operand<string?>(new TextFunctionValue(function, input.Text(), argument));
    }

    private bool HasArguments(PipeExpression pipe, int count)
    {
        if (pipe.Arguments.Count != count)
            Fail(pipe, count == 0 ? "takes nothing besides what is piped into it" : $"takes {count} argument besides what is piped into it");
        return pipe.Arguments.Count == count;
    }

    private bool AreScalars(PipeExpression pipe, Operand[] operands)
    {
        bool all = operands.All(o => o.IsScalar);
        if (!all)
            Fail(pipe, "needs texts, numbers or booleans");
        return all;
    }

    private Operand? Fail(PipeExpression pipe, string message)
    {
        errors.Add(pipe.At, $"{pipe.Function} {message}");
        return null;
    }
}
