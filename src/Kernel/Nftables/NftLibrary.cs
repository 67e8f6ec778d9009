using System.Runtime.InteropServices;

namespace Proxier.Kernel.Nftables;

/// <summary>
/// libnftables(3): all of the program <c>nft</c> but its command line. It comes with it, and its interface has been the same since 2018. Not
/// for several threads at once.
/// </summary>
internal sealed partial class NftLibrary : IDisposable
{
    private const string Name = "libnftables.so.1";

    private readonly Context _context;

    private NftLibrary(Context context) => _context = context;

    /// <summary>Null where there is no such library. It works in the network namespace of the thread that opens it.</summary>
    public static NftLibrary? Open()
    {
        if (!NativeLibrary.TryLoad(Name, typeof(NftLibrary).Assembly, null, out _))
            return null;
        Context context = NewContext(flags: 0);
        if (!context.IsInvalid && BufferErrors(context) == 0 && BufferOutput(context) == 0)
            return new NftLibrary(context);
        context.Dispose();
        return null;
    }

    /// <summary>Runs a script as one transaction. Returns what <c>nft -f</c> would say on standard error; null: it was accepted.</summary>
    /// <param name="script">UTF-8 that ends with a zero.</param>
    public string? Run(ReadOnlySpan<byte> script) =>
        Run(_context, in MemoryMarshal.GetReference(script)) == 0 ? null : Marshal.PtrToStringUTF8(ErrorText(_context)) ?? "";

    public void Dispose() => _context.Dispose();

    [LibraryImport(Name, EntryPoint = "nft_ctx_new")]
    private static partial Context NewContext(uint flags);

    [LibraryImport(Name, EntryPoint = "nft_ctx_free")]
    private static partial void FreeContext(nint context);

    [LibraryImport(Name, EntryPoint = "nft_ctx_buffer_error")]
    private static partial int BufferErrors(Context context);

    [LibraryImport(Name, EntryPoint = "nft_ctx_buffer_output")]
    private static partial int BufferOutput(Context context);

    [LibraryImport(Name, EntryPoint = "nft_run_cmd_from_buffer")]
    private static partial int Run(Context context, in byte script);

    [LibraryImport(Name, EntryPoint = "nft_ctx_get_error_buffer")]
    private static partial nint ErrorText(Context context);

    private sealed class Context() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            FreeContext(handle);
            return true;
        }
    }
}
