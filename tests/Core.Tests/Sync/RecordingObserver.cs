using System.Threading.Channels;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Sync;

/// <summary>Hands the reports of a loop to a test, in order.</summary>
internal sealed class RecordingObserver : ISyncObserver
{
    private readonly Channel<SyncResult?> _reports = Channel.CreateUnbounded<SyncResult?>();

    public bool Throws { get; set; }

    public void Succeeded(SyncResult result) => Report(result);

    public void Failed(SyncTarget target, SyncKind kind, TimeSpan elapsed, Exception error) => Report(null);

    public async Task<SyncResult> NextSuccessAsync() =>
        await _reports.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit) ?? throw new InvalidOperationException("The apply failed.");

    public async Task NextFailureAsync() => Assert.Null(await _reports.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit));

    private void Report(SyncResult? report)
    {
        _reports.Writer.TryWrite(report);
        if (Throws)
            throw new InvalidOperationException("The observer was told to fail.");
    }
}
