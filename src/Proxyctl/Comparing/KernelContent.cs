using Proxier.Core.Explaining;

namespace Proxier.Proxyctl.Comparing;

/// <summary>Everything that a backend has in the kernel, by place.</summary>
internal sealed class KernelContent
{
    private readonly Dictionary<string, PlaceContent> _places = [];

    public IEnumerable<string> Places => _places.Keys;

    public PlaceContent this[string place] => _places.GetValueOrDefault(place) ?? new PlaceContent([], []);

    public static async Task<KernelContent> OfAsync(IAsyncEnumerable<KernelObject> objects, CancellationToken cancel)
    {
        var content = new KernelContent();
        await foreach (KernelObject item in objects.WithCancellation(cancel))
            content.Add(item);
        return content;
    }

    private void Add(KernelObject item)
    {
        if (!_places.TryGetValue(item.Place, out PlaceContent? place))
            _places[item.Place] = place = new PlaceContent([], []);
        (item.Kind == "element" ? place.Elements : place.Lines).Add(item.Text);
    }
}

/// <param name="Lines">In order: a chain's rules.</param>
/// <param name="Elements">In no order that matters.</param>
internal sealed record PlaceContent(List<string> Lines, List<string> Elements);
