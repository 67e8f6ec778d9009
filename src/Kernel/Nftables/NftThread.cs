using System.Collections.Concurrent;

namespace Proxier.Kernel.Nftables;

/// <summary>
/// The one thread that calls <see cref="NftLibrary"/>. On the pool's threads glibc would give each of them an arena of its own for what the library
/// allocates, and keep it: 80 MiB after some thousand changes.
/// </summary>
internal sealed class NftThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private NftLibrary? _library;
    private bool _isMissing;

    public NftThread() => new Thread(Work) { IsBackground = true, Name = "nft" }.Start();

    /// <summary>Runs a script after all that were given before. Null: there is no library.</summary>
    /// <param name="write">Writes the script as UTF-8; called by the thread.</param>
    public Task<NftAnswer?> RunAsync(Action<Stream> write)
    {
        var done = new TaskCompletionSource<NftAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(Run(write));
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>The thread ends when its work is done.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Work()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
            work();
        _library?.Dispose();
        _work.Dispose();
    }

    /// <summary>After a refusal nothing of what the library remembers is kept.</summary>
    private NftAnswer? Run(Action<Stream> write)
    {
        if (!TryOpen(out NftLibrary? library))
            return null;
        using var text = new MemoryStream();
        write(text);
        text.WriteByte(0);
        string? refusal = library.Run(text.GetBuffer().AsSpan(0, (int)text.Length));
        if (refusal is not null)
        {
            library.Dispose();
            _library = null;
        }

        return new NftAnswer(refusal);
    }

    private bool TryOpen([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out NftLibrary? library)
    {
        library = _isMissing ? null : _library ??= NftLibrary.Open();
        _isMissing = library is null;
        return library is not null;
    }
}
