namespace Proxier.Testing;

/// <summary>Gives its bytes in pieces, as a pipe may.</summary>
public sealed class SlowStream(byte[] content, int pieceSize) : MemoryStream(content)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, pieceSize));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, pieceSize)]);
}
