using System.Runtime.CompilerServices;

namespace Proxier.Templating.Rendering;

/// <summary>The variables of one rendering. Each loop of a template has a slot of its own, and so always the same type in it.</summary>
internal sealed class Frame(Utf8Output output, int slotCount)
{
    public const int ModelSlot = 0;

    private readonly Cell?[] _cells = new Cell?[slotCount];

    public Utf8Output Output => output;

    /// <summary>Made at the first use and kept, so that an inner loop costs no memory per element of the outer one.</summary>
    public Cell<T> Cell<T>(int slot)
    {
        Cell cell = _cells[slot] ??= new Cell<T>();
        return Unsafe.As<Cell<T>>(cell); // the compiler gave the slot to this type only; a checked cast costs as much as the rest
    }

    /// <summary>The cell of a loop that is running.</summary>
    public Cell Running(int slot) => _cells[slot]!; // set by the loop before its body
}
