using Proxier.Core.Backends;

namespace Proxier.Kernel.Commands;

/// <summary>The standard input of a child. Remembers that the child stopped reading, which is not a failure of ours.</summary>
internal sealed class ChildInput(Stream pipe) : Stream
{
    private bool _isClosedByChild;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Writes the whole text and closes the pipe. When the text itself fails, the pipe stays open: a child such as
    /// <c>nft -f -</c> would take the end of half a text for the end of the text, and commit it.
    /// </summary>
    public void WriteAll(IScriptText? text)
    {
        try
        {
            text?.WriteTo(this);
        }
        catch (IOException) when (_isClosedByChild)
        {
            // EPIPE: the child's exit code and standard error say why it had enough.
        }

        pipe.Dispose();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            pipe.Write(buffer);
        }
        catch (IOException)
        {
            _isClosedByChild = true;
            throw;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
