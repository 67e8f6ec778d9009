namespace Proxier.Templating.Rendering;

/// <summary>The model itself or the variable of a loop.</summary>
internal sealed class VariableValue<T>(int slot) : Value<T>
{
    public int Slot => slot;

    public override T Get(Frame frame) => frame.Cell<T>(slot).Value;
}
