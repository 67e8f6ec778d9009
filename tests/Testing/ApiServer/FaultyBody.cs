using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Proxier.Testing.ApiServer;

/// <summary>The body of an answer with which something goes wrong.</summary>
internal sealed class FaultyBody(HttpContext context, Stream inner, Fault fault) : Stream
{
    private int _left = fault.AfterWrites;
    private bool _isOver;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isOver)
            return;
        if (fault is Fault.Slow slow)
            await WriteSlowlyAsync(buffer, slow, cancellationToken);
        else if (--_left >= 0)
            await inner.WriteAsync(buffer, cancellationToken);
        else
            await FailAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _isOver ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException("The server is asynchronous.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The server is asynchronous.");

    private async Task FailAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancel)
    {
        _isOver = true;
        switch (fault)
        {
            case Fault.Reset:
                context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
                break;
            case Fault.Stall:
                await inner.FlushAsync(cancel);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case Fault.Truncate:
                await EndAsync(buffer[..(buffer.Length / 2)], cancel);
                break;
            case Fault.WrongJson:
                await EndAsync("}{ this is not JSON\n"u8.ToArray(), cancel);
                break;
            case Fault.Gone:
                await EndAsync(Encoding.UTF8.GetBytes($"{{\"type\":\"ERROR\",\"object\":{Refusal.Expired(0).ToStatus().ToJsonString()}}}\n"), cancel);
                break;
        }

        throw new AnswerOverException();
    }

    private async Task EndAsync(ReadOnlyMemory<byte> last, CancellationToken cancel)
    {
        await inner.WriteAsync(last, cancel);
        await inner.FlushAsync(cancel);
    }

    private async Task WriteSlowlyAsync(ReadOnlyMemory<byte> buffer, Fault.Slow slow, CancellationToken cancel)
    {
        for (int done = 0; done < buffer.Length; done += slow.PieceBytes)
        {
            await inner.WriteAsync(buffer.Slice(done, Math.Min(slow.PieceBytes, buffer.Length - done)), cancel);
            await inner.FlushAsync(cancel);
            await Task.Delay(slow.Pause, cancel);
        }
    }
}
