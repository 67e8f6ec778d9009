namespace Proxier.Templating.Rendering;

/// <summary>A function of texts, such as <c>string.append</c>. A null counts as an empty text, as in Scriban.</summary>
internal sealed class TextFunctionValue(Func<string, string, string> function, Value<string?> input, Value<string?> argument) : Value<string?>
{
    public override string? Get(Frame frame) => function(input.Get(frame) ?? "", argument.Get(frame) ?? "");
}
