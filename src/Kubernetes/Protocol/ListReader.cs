using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Proxier.Kubernetes.Protocol;

/// <summary>Walks through one page of a list while it arrives: only the object at hand is in memory, however many there are.</summary>
internal sealed class ListReader(ApiAnswer answer)
{
    /// <summary>For one object, or for one member of the list that is not <c>items</c>.</summary>
    private const int MaxValueBytes = 32 << 20;

    private readonly ListWalk _walk = new();

    /// <summary>Known at the end of the items.</summary>
    public string ResourceVersion => _walk.Metadata.Text("resourceVersion") ?? "";

    /// <summary>The token of the next page, known at the end of the items; empty: this was the last one.</summary>
    public string Continue => _walk.Metadata.Text("continue") ?? "";

    /// <summary>Each is valid until the next one is read.</summary>
    /// <exception cref="EndOfStreamException">It ended before the list did.</exception>
    /// <exception cref="ApiProtocolException">It is not a list.</exception>
    public async IAsyncEnumerable<JsonElement> ReadItemsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (!_walk.IsAtEnd)
        {
            ReadResult read = await answer.ReadAsync(cancel).ConfigureAwait(false);
            ReadOnlySequence<byte> rest = read.Buffer;
            while (TryStep(ref rest, out JsonDocument? item))
            {
                if (item is null)
                    continue;
                using (item)
                    yield return item.RootElement;
            }

            if (read.IsCompleted && !_walk.IsAtEnd)
                throw new EndOfStreamException($"The answer to {answer.Request} ended in the middle of the list");
            if (rest.Length > MaxValueBytes)
                throw new ApiProtocolException(answer.Request, $"a value is longer than {MaxValueBytes >> 20} MiB");
            answer.AdvanceTo(rest.Start, rest.End);
        }
    }

    private bool TryStep(ref ReadOnlySequence<byte> rest, out JsonDocument? item)
    {
        try
        {
            return _walk.TryStep(ref rest, out item);
        }
        catch (JsonException e)
        {
            throw new ApiProtocolException(answer.Request, $"it is not a list in JSON: {e.Message}", e);
        }
    }
}
