using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Proxier.Kernel.Probing;

/// <summary>
/// A network namespace without a name. Only our descriptor and the programs inside keep it, so it is gone with us however we end.
/// </summary>
internal sealed partial class ScratchNamespace : IDisposable
{
    private const int CloneNewNet = 0x40000000;

    private readonly SafeFileHandle _handle;

    /// <exception cref="Win32Exception">The kernel refused.</exception>
    public ScratchNamespace() => _handle = OnThreadOfItsOwn(Make);

    /// <summary>For programs that we start: they can see our descriptors.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{_handle.DangerousGetHandle()}";

    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle Make() =>
        Unshare(CloneNewNet) == 0 ? File.OpenHandle("/proc/thread-self/ns/net") : throw new Win32Exception(Marshal.GetLastPInvokeError());

    /// <summary>unshare(2) moves the calling thread, which must not go back to the pool afterwards.</summary>
    private static SafeFileHandle OnThreadOfItsOwn(Func<SafeFileHandle> work)
    {
        var done = new TaskCompletionSource<SafeFileHandle>();
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Win32Exception refusal)
            {
                done.SetException(refusal);
            }
        });
        thread.Start();
        return done.Task.GetAwaiter().GetResult();
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);
}
