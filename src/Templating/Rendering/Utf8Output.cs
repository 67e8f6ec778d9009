using System.Buffers;
using System.Globalization;
using System.Text;

namespace Proxier.Templating.Rendering;

/// <summary>Turns values into UTF-8 in one pooled buffer in front of a stream.</summary>
internal sealed class Utf8Output(Stream stream) : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const int MaxBytesPerChar = 3;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _used;

    public void Write(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _buffer.Length - _used)
        {
            Flush();
            if (utf8.Length > _buffer.Length)
            {
                stream.Write(utf8);
                return;
            }
        }

        utf8.CopyTo(_buffer.AsSpan(_used));
        _used += utf8.Length;
    }

    public void Write(ReadOnlySpan<char> text)
    {
        if (text.Length * MaxBytesPerChar > _buffer.Length - _used)
        {
            Flush();
            if (text.Length > _buffer.Length / MaxBytesPerChar)
            {
                Write(Encoding.UTF8.GetBytes(text.ToString()));
                return;
            }
        }

        _used += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));
    }

    public void Write<T>(T value)
        where T : IUtf8SpanFormattable
    {
        int written;
        while (!value.TryFormat(_buffer.AsSpan(_used), out written, default, CultureInfo.InvariantCulture))
            MakeRoom();
        _used += written;
    }

    public void Flush()
    {
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void MakeRoom()
    {
        if (_used > 0)
        {
            Flush();
            return;
        }

        int size = _buffer.Length * 2;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = ArrayPool<byte>.Shared.Rent(size);
    }
}
