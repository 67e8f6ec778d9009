namespace Proxier.Core;

/// <summary>Lets one caller in at a time.</summary>
public sealed class Gate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Dispose what it returns to leave.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        return new Exit(_one);
    }

    public void Dispose() => _one.Dispose();

    private sealed class Exit(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
