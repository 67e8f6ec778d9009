namespace Proxier.Backends.Nft.Elements;

/// <summary>Sorts element changes by what a template prints together.</summary>
internal sealed class ElementSorter
{
    public Bin<string> Deletions { get; } = new();

    public Bin<string> SetElements { get; } = new();

    public Bin<SlotElement> Slots { get; } = new();

    public Bin<VerdictElement> Verdicts { get; } = new();

    /// <summary>Elements by container, in the order in which they came; containers in the order of their first element.</summary>
    internal sealed class Bin<T>
    {
        private readonly Dictionary<string, List<T>> _byContainer = [];
        private readonly List<ElementGroup<T>> _groups = [];

        public IReadOnlyList<ElementGroup<T>> Groups => _groups;

        public void Add(string container, T element)
        {
            if (!_byContainer.TryGetValue(container, out List<T>? elements))
            {
                _byContainer[container] = elements = [];
                _groups.Add(new ElementGroup<T>(container, elements));
            }

            elements.Add(element);
        }
    }
}
