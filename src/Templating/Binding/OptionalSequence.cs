using Proxier.Templating.Rendering;

namespace Proxier.Templating.Binding;

/// <summary>A list that may be null. As in Scriban, a loop over null does nothing, not even its else branch.</summary>
internal sealed class OptionalSequence(Value<bool> isPresent, Sequence sequence) : Sequence
{
    public override Operand Variable(int slot) => sequence.Variable(slot);

    public override Node For(int slot, Node body, Node? otherwise, bool asksForLast) =>
        new IfNode(isPresent, sequence.For(slot, body, otherwise, asksForLast), otherwise: null);

    public override Operand? Join(Value<string?> separator) => sequence.Join(separator);
}
