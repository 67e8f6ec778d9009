using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Proxier.Core.Objects.Reading;

namespace Proxier.Kubernetes.Protocol;

/// <summary>Reads a watch: one JSON object a line, each parsed once.</summary>
internal static class WatchReader
{
    /// <summary>etcd takes no object above 1.5 MiB unless told otherwise; JSON may be some times as long.</summary>
    private const int MaxLineBytes = 32 << 20;

    private static readonly (string Word, WatchEventType Type)[] Types =
    [
        ("ADDED", WatchEventType.Added),
        ("MODIFIED", WatchEventType.Modified),
        ("DELETED", WatchEventType.Deleted),
        ("BOOKMARK", WatchEventType.Bookmark),
        ("ERROR", WatchEventType.Error),
    ];

    /// <summary>Ends when the server ends the watch between two events, as it does when the asked time is over.</summary>
    /// <exception cref="EndOfStreamException">It ended within an event.</exception>
    /// <exception cref="ApiProtocolException">A line is not an event.</exception>
    public static async IAsyncEnumerable<WatchEvent> ReadAsync(ApiAnswer answer, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            ReadResult read = await answer.ReadAsync(cancel).ConfigureAwait(false);
            ReadOnlySequence<byte> rest = read.Buffer;
            while (TryTakeLine(ref rest, out ReadOnlySequence<byte> line))
            {
                using JsonDocument json = Parse(line, answer.Request);
                yield return ToEvent(json.RootElement, answer.Request);
            }

            if (read.IsCompleted && !rest.IsEmpty)
                throw new EndOfStreamException($"The answer to {answer.Request} ended in the middle of an event");
            if (read.IsCompleted)
                yield break;
            if (rest.Length > MaxLineBytes)
                throw new ApiProtocolException(answer.Request, $"an event is longer than {MaxLineBytes >> 20} MiB");
            answer.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (rest.PositionOf((byte)'\n') is not { } end)
            return false;
        line = rest.Slice(0, end);
        rest = rest.Slice(rest.GetPosition(1, end));
        return true;
    }

    private static JsonDocument Parse(ReadOnlySequence<byte> line, string request)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException e)
        {
            throw new ApiProtocolException(request, $"a line is not JSON: {e.Message}", e);
        }
    }

    private static WatchEvent ToEvent(JsonElement json, string request)
    {
        string? type = json.Text("type");
        foreach ((string word, WatchEventType meaning) in Types)
        {
            if (word == type && json.Member("object") is { ValueKind: JsonValueKind.Object } found)
                return new WatchEvent(meaning, found);
        }

        throw new ApiProtocolException(request, $"an event of type {Excerpt.Of(type ?? "")} with {Excerpt.Of(json.Member("object") ?? default)} is no event");
    }
}
