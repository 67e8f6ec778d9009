namespace Proxier.Backends.Nft.Elements;

/// <summary>One key of one set or map: gone, new, or with another value. Nothing of it may be torn apart over two transactions.</summary>
internal readonly record struct ElementChange(string Container)
{
    /// <summary>The key to delete; null when it is new.</summary>
    public string? Deleted { get; private init; }

    private string? SetElement { get; init; }

    private SlotElement? Slot { get; init; }

    private VerdictElement? Verdict { get; init; }

    public static ElementChange Delete(string container, string key) => new(container) { Deleted = key };

    public static ElementChange Add(SetElement element) => new(element.Container) { SetElement = element.Text };

    public static ElementChange Add(string container, SlotElement slot) => new(container) { Slot = slot };

    public static ElementChange Add(string container, VerdictElement verdict) => new(container) { Verdict = verdict };

    /// <summary>The same, for a key that has another value now.</summary>
    public ElementChange Replacing(string key) => this with { Deleted = key };

    public void SortInto(ElementSorter sorter)
    {
        if (Deleted is not null)
            sorter.Deletions.Add(Container, Deleted);
        if (SetElement is not null)
            sorter.SetElements.Add(Container, SetElement);
        if (Slot is { } slot)
            sorter.Slots.Add(Container, slot);
        if (Verdict is { } verdict)
            sorter.Verdicts.Add(Container, verdict);
    }
}
