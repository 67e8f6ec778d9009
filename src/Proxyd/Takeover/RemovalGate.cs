namespace Proxier.Proxyd.Takeover;

/// <summary>Lets one removal of old rules run at a time: each begins with a look at what is there.</summary>
internal sealed class RemovalGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> remove, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await remove().ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
