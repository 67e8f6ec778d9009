namespace Proxier.Backends.Nft.Elements;

/// <summary>Sorts element changes by what a template prints together.</summary>
internal sealed class ElementSorter
{
    public Bin<string> Deletions { get; } = new();

    public Bin<string> SetElements { get; } = new();

    public Bin<SlotElement> Slots { get; } = new();

    public Bin<VerdictElement> Verdicts { get; } = new();

    /// <summary>The changes in their order, so many at a time; none is kept.</summary>
    public static IEnumerable<ElementSorter> Pieces(IEnumerable<ElementChange> changes, int size)
    {
        var piece = new ElementSorter();
        int count = 0;
        foreach (ElementChange change in changes)
        {
            if (count == size)
            {
                yield return piece;
                (piece, count) = (new ElementSorter(), 0);
            }

            change.SortInto(piece);
            count++;
        }

        if (count > 0)
            yield return piece;
    }

    /// <summary>Elements by container, in the order in which they came; containers in the order of their first element.</summary>
    internal sealed class Bin<T>
    {
        private readonly Dictionary<string, List<T>> _byContainer = [];
        private readonly List<ElementGroup<T>> _groups = [];
        private string? _lastContainer;
        private List<T> _last = [];

        public IReadOnlyList<ElementGroup<T>> Groups => _groups;

        public void Add(string container, T element)
        {
            if (!ReferenceEquals(container, _lastContainer)) // most follow one of the same container
                (_lastContainer, _last) = (container, Find(container));
            _last.Add(element);
        }

        private List<T> Find(string container)
        {
            if (!_byContainer.TryGetValue(container, out List<T>? elements))
            {
                _byContainer[container] = elements = [];
                _groups.Add(new ElementGroup<T>(container, elements));
            }

            return elements;
        }
    }
}
