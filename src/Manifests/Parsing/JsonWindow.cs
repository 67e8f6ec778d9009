using System.Buffers;
using System.Text.Json;

namespace Proxier.Manifests.Parsing;

/// <summary>
/// Walks JSON text of any size token by token, holding no more of it than the value at hand. What is wrong with the text is a
/// <see cref="JsonException"/> that counts lines from the start of the whole.
/// </summary>
internal sealed class JsonWindow(Stream stream) : IDisposable
{
    private const int InitialSize = 1 << 16;

    private const int MaxSize = 1 << 30;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 256 });
    private long _newlines;
    private int _start; // of the last token, or of what is kept
    private int _next;
    private int _end;
    private bool _isKept;
    private bool _isComplete;

    public JsonTokenType Token { get; private set; }

    /// <summary>Of the last token or item, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>What the last token is, when that is a property name.</summary>
    public JsonMember Member { get; private set; }

    /// <summary>The value of the <c>kind</c> or <c>apiVersion</c> that was read last; null when it is no text.</summary>
    public string? Text { get; private set; }

    /// <summary>Goes to the next token; false at the end of the text.</summary>
    public bool Read()
    {
        while (true)
        {
            Utf8JsonReader reader = Reader();
            if (reader.Read())
            {
                Text = JsonMembers.TypeText(Member, ref reader);
                Member = JsonMembers.Of(ref reader);
                Accept(ref reader, reader.TokenStartIndex);
                return true;
            }

            if (_isComplete)
                return false;
            Fill();
        }
    }

    /// <summary>Passes over the rest of the value, or of the member, that the last token began.</summary>
    public void Skip()
    {
        while (true)
        {
            Utf8JsonReader reader = Reader();
            if (reader.TrySkip())
            {
                Accept(ref reader, reader.TokenStartIndex);
                return;
            }

            Fill();
        }
    }

    /// <summary>Reads the next value whole; null at the end of the array.</summary>
    public JsonDocument? ReadItem()
    {
        while (true)
        {
            Utf8JsonReader reader = Reader();
            if (reader.Read())
            {
                long start = reader.TokenStartIndex;
                bool isEnd = reader.TokenType == JsonTokenType.EndArray;
                JsonDocument? item = null;
                if (isEnd || JsonDocument.TryParseValue(ref reader, out item))
                {
                    Accept(ref reader, start);
                    return item;
                }
            }

            Fill();
        }
    }

    /// <summary>Holds on to everything from the last token on.</summary>
    public void Keep() => _isKept = true;

    public void Release()
    {
        _isKept = false;
        _start = _next;
    }

    /// <summary>What was kept, up to and with the last token. To be disposed before the next call of anything here.</summary>
    public JsonDocument ParseKept() =>
        JsonDocument.Parse(_buffer.AsMemory(_start, _next - _start), new JsonDocumentOptions { MaxDepth = _state.Options.MaxDepth });

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_next, _end - _next), _isComplete, _state);

    private void Accept(ref Utf8JsonReader reader, long start)
    {
        ReadOnlySpan<byte> taken = _buffer.AsSpan(_next, (int)reader.BytesConsumed);
        Token = reader.TokenType;
        Line = 1 + _newlines + taken[..(int)start].Count((byte)'\n');
        _newlines += taken.Count((byte)'\n');
        if (!_isKept)
            _start = _next + (int)start;
        _next += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void Fill()
    {
        int from = _isKept ? _start : _next;
        if (from > 0)
            Shift(from);
        if (_end == _buffer.Length)
            Grow();
        // As much as fits: what is still incomplete is read again from its start, and must not be for each piece of a slow pipe.
        int count = stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _isComplete = count < _buffer.Length - _end;
        _end += count;
    }

    private void Shift(int count)
    {
        _buffer.AsSpan(count, _end - count).CopyTo(_buffer);
        _start = Math.Max(0, _start - count);
        _next -= count;
        _end -= count;
    }

    private void Grow()
    {
        if (_buffer.Length >= MaxSize)
            throw new JsonException("A single object is larger than 1 GiB.");
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
