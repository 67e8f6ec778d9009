namespace Proxier.Kubernetes.Protocol;

/// <summary>Gives up on a server from which nothing comes: a connection may be dead for hours before the kernel notices.</summary>
internal sealed class SilenceLimit(TimeSpan longest, TimeProvider time, string request)
{
    /// <exception cref="TimeoutException">The wait was over before the work, or no connection came about.</exception>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> work, CancellationToken cancel)
    {
        using var silence = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, silence.Token);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (silence.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came in answer to {request} for {longest.TotalSeconds:0.#} s", e);
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && !cancel.IsCancellationRequested)
        {
            // How SocketsHttpHandler reports its own ConnectTimeout (.NET 10).
            throw new TimeoutException($"{request} was not sent: {e.Message}", e);
        }
    }
}
