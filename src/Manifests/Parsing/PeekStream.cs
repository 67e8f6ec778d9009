namespace Proxier.Manifests.Parsing;

/// <summary>A stream for reading that shows how it begins, and leaves out a UTF-8 byte order mark.</summary>
internal sealed class PeekStream : Stream
{
    private readonly Stream _inner;
    private readonly byte[] _head = new byte[256];
    private int _start;
    private readonly int _end;

    public PeekStream(Stream inner)
    {
        _inner = inner;
        _end = inner.ReadAtLeast(_head, 3, throwOnEndOfStream: false);
        if (_head.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]))
            _start = 3;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first character that is no white space; 0 when there is none near.</summary>
    public char PeekText()
    {
        ReadOnlySpan<byte> text = _head.AsSpan(_start, _end - _start).TrimStart(" \t\r\n"u8);
        return text.IsEmpty ? '\0' : (char)text[0];
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
            return _inner.Read(buffer);
        int count = Math.Min(buffer.Length, _end - _start);
        _head.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
