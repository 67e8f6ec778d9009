using System.IO.Pipelines;

namespace Proxier.Kubernetes.Protocol;

/// <summary>The body of a successful answer, read as it comes. Disposing ends the request.</summary>
internal sealed class ApiAnswer : IAsyncDisposable
{
    private static readonly StreamPipeReaderOptions Buffers = new(bufferSize: 64 << 10, minimumReadSize: 4 << 10);

    private readonly HttpResponseMessage _response;
    private readonly SilenceLimit _limit;
    private readonly PipeReader _body;

    public ApiAnswer(string request, HttpResponseMessage response, Stream body, SilenceLimit limit)
    {
        Request = request;
        _response = response;
        _limit = limit;
        _body = PipeReader.Create(body, Buffers);
    }

    /// <summary>Method and path, for messages.</summary>
    public string Request { get; }

    public ValueTask<ReadResult> ReadAsync(CancellationToken cancel) => _limit.RunAsync(_body.ReadAsync, cancel);

    public void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _body.AdvanceTo(consumed, examined);

    public async ValueTask DisposeAsync()
    {
        // First: it resets the stream, where completing the reader would read on to the end.
        _response.Dispose();
        await _body.CompleteAsync().ConfigureAwait(false);
    }
}
