using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Proxier.Testing.Network;

/// <summary>
/// A thread that has moved to a network namespace for the rest of its life. A socket belongs to the namespace of the thread that made it
/// and can be used from anywhere afterwards, so one process can be client and server in ten namespaces at once.
/// </summary>
internal sealed partial class NamespaceThread : IDisposable
{
    private const int CloneNewNet = 0x40000000;

    private readonly BlockingCollection<Action> _work = [];

    /// <param name="path">Of the namespace: <c>/run/netns/NAME</c>, <c>/proc/PID/ns/net</c>.</param>
    public NamespaceThread(string name, string path)
    {
        var thread = new Thread(Work) { IsBackground = true, Name = name };
        thread.Start();
        Entered = RunAsync(() => Enter(path));
    }

    /// <summary>Fails when the namespace cannot be entered.</summary>
    public Task Entered { get; }

    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
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

    internal static bool Enter(string path)
    {
        using var file = File.OpenHandle(path);
        return SetNs(file, CloneNewNet) == 0 ? true : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Could not enter {path}");
    }

    private void Work()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
            work();
        _work.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNs(SafeHandle file, int type);
}
