using System.Threading.Channels;

namespace Proxier.Core.Sync;

/// <summary>Wakes one waiter. Set many times before it looks, it wakes it once.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _set = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _set.Writer.TryWrite(true);

    public async ValueTask WaitAsync(CancellationToken cancel) => await _set.Reader.ReadAsync(cancel).ConfigureAwait(false);

    /// <summary>Returns when it is set or when the time is over, whichever comes first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by the caller; never because of the time.</exception>
    public async ValueTask WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancel)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task set = _set.Reader.WaitToReadAsync(done.Token).AsTask();
        await Task.WhenAny(set, Task.Delay(limit, time, done.Token)).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        await set.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        _set.Reader.TryRead(out _);
    }
}
