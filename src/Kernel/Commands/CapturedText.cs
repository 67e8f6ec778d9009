using System.Buffers;
using System.Text;

namespace Proxier.Kernel.Commands;

/// <summary>Reads a stream to its end and keeps its beginning. What was read so far can be looked at any time.</summary>
internal sealed class CapturedText(Stream source, int maxBytes)
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>More came than is kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads until the end, or, with <paramref name="stopWhenFull"/>, until more came than is kept.</summary>
    public async Task ReadAsync(bool stopWhenFull, CancellationToken cancel)
    {
        var buffer = new byte[16 << 10];
        for (int read; (read = await source.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
        {
            Keep(buffer.AsSpan(0, read));
            if (stopWhenFull && IsCut)
                return;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            int room = maxBytes - _kept.WrittenCount;
            IsCut |= bytes.Length > room;
            _kept.Write(bytes[..Math.Min(bytes.Length, room)]);
        }
    }

    public override string ToString()
    {
        lock (_lock)
            return Encoding.UTF8.GetString(_kept.WrittenSpan);
    }
}
