namespace Proxier.Templating.Rendering;

/// <summary><c>for.index</c>, from 0.</summary>
internal sealed class LoopIndexValue(int slot) : Value<int>
{
    public override int Get(Frame frame) => frame.Running(slot).Index;
}
