namespace Proxier.Manifests.Folder;

/// <summary>What may have changed in the folder and has not been looked at yet. Holds each name once, however often it changes.</summary>
internal sealed class FolderEvents
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _any = NewSignal();
    private FolderChanges _changes = new();

    /// <summary>The file was written to its end, or put in place.</summary>
    public void AddWritten(string name) => Add(changes => changes.Written.Add(name));

    /// <summary>The file was removed, moved away, or found missing.</summary>
    public void AddVanished(string name) => Add(changes => changes.Vanished.Add(name));

    /// <summary>The file that vanished has had its time to come back.</summary>
    public void AddExpired(string name) => Add(changes => changes.Expired.Add(name));

    /// <summary>Any file may have changed.</summary>
    /// <param name="isBlind">Events were lost: size and time are not proof enough that a file is the same.</param>
    public void AddAll(bool isBlind) => Add(changes =>
    {
        changes.All = true;
        changes.IsBlind |= isBlind;
    });

    /// <summary>Waits until there is something.</summary>
    public async Task<FolderChanges> TakeAsync(CancellationToken cancel)
    {
        await _any.Task.WaitAsync(cancel).ConfigureAwait(false);
        lock (_lock)
        {
            FolderChanges taken = _changes;
            _changes = new FolderChanges();
            _any = NewSignal();
            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(Action<FolderChanges> edit)
    {
        lock (_lock)
        {
            edit(_changes);
            _any.TrySetResult();
        }
    }
}
