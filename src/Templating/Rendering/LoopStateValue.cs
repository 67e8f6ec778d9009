namespace Proxier.Templating.Rendering;

/// <summary><c>for.first</c>, <c>for.last</c>, <c>for.even</c>, <c>for.odd</c>.</summary>
internal sealed class LoopStateValue(int slot, Func<Cell, bool> state) : Value<bool>
{
    public override bool Get(Frame frame) => state(frame.Running(slot));
}
