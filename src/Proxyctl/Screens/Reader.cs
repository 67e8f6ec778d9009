using System.Runtime.InteropServices;

namespace Proxier.Proxyctl.Screens;

/// <summary>Whoever reads standard output. .NET swallows EPIPE there, so that it must be asked whether there is still somebody.</summary>
internal static partial class Reader
{
    private const short Error = 0x8; // POLLERR: of a pipe, that its other end is closed

    public static bool IsGone()
    {
        var output = new PollEntry { Descriptor = 1 };
        return Poll(ref output, 1, timeoutMs: 0) > 0 && (output.Returned & Error) != 0;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollEntry entry, nuint count, int timeoutMs);

    /// <summary>struct pollfd of poll(2).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Asked;
        public short Returned;
    }
}
