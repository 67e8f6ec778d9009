using System.Collections.Concurrent;
using System.Text.Json;

namespace Proxier.Manifests.Parsing;

/// <summary>
/// Takes the items of a list in order. In a long list it does so on another thread, so that finding the next items and making
/// objects of the last ones share two processors.
/// </summary>
internal sealed class ItemQueue(ManifestDocument document) : IDisposable
{
    /// <summary>Below this a thread costs more than it brings.</summary>
    private const int LongList = 256;

    private readonly BlockingCollection<(JsonDocument Item, long Line)> _items = new(LongList);
    private Task? _worker;
    private int _count;

    public void Add(JsonDocument item, long line)
    {
        if (++_count < LongList)
        {
            Take(item, line);
            return;
        }

        _worker ??= Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _items.Add((item, line));
    }

    /// <summary>Waits until all items are taken, and tells what kept them from it.</summary>
    public void Dispose()
    {
        _items.CompleteAdding();
        _worker?.GetAwaiter().GetResult();
        _items.Dispose();
    }

    private void Work()
    {
        try
        {
            foreach ((JsonDocument item, long line) in _items.GetConsumingEnumerable())
                Take(item, line);
        }
        finally
        {
            // If this thread fails, the other one must not wait for it for ever.
            _items.CompleteAdding();
        }
    }

    private void Take(JsonDocument item, long line)
    {
        using (item)
            document.AddItem(item.RootElement, line);
    }
}
