using System.Runtime.InteropServices;
using Proxier.Core.Host;

namespace Proxier.Kernel.Host;

/// <summary>
/// Packets pass the hooks of netfilter inside a read-side critical section of RCU, and membarrier(2) with MEMBARRIER_CMD_GLOBAL is
/// synchronize_rcu(): it returns when all that had begun are over. Kernels with nohz_full CPUs refuse it; then a fixed time goes by.
/// </summary>
internal sealed partial class PacketBarrier(TimeProvider time) : IPacketBarrier
{
    private const int CommandGlobal = 1;

    /// <summary>Many times what a packet needs, and two usual grace periods.</summary>
    private static readonly TimeSpan Otherwise = TimeSpan.FromMilliseconds(50);

    /// <summary>include/uapi/asm-generic/unistd.h, and the older table of x86-64.</summary>
    private static readonly nint Number = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 324 : 283;

    public async Task PassAsync(CancellationToken cancel)
    {
        // It blocks, and the pool's threads are few.
        bool isOver = await Task.Factory.StartNew(IsOver, cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        if (!isOver)
            await Task.Delay(Otherwise, time, cancel).ConfigureAwait(false);
    }

    private static bool IsOver() => SystemCall(Number, CommandGlobal, 0, 0) == 0;

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint command, nint flags, nint cpu);
}
