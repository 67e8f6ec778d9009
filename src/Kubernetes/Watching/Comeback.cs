namespace Proxier.Kubernetes.Watching;

/// <summary>Tells those who wait for the API server that somebody has just reached it again. Safe for several threads.</summary>
internal sealed class Comeback
{
    private volatile TaskCompletionSource _next = NewSignal();

    /// <summary>Completes the next time.</summary>
    public Task Next => _next.Task;

    public void Happened() => Interlocked.Exchange(ref _next, NewSignal()).SetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
