using Microsoft.Extensions.Logging;
using Proxier.Kernel.Versions;

namespace Proxier.Proxyd.Status;

/// <summary>Asks the tools at most once a minute: each answer costs a process.</summary>
internal sealed class ToolVersionCache(ToolVersionReader reader, TimeProvider time, ILogger<ToolVersionCache> logger) : IDisposable
{
    private static readonly TimeSpan Shelf = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private ToolVersions? _versions;
    private long _readAt;

    /// <summary>Null when the kernel cannot be asked.</summary>
    public async ValueTask<ToolVersions?> ReadAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_versions is null || time.GetElapsedTime(_readAt) > Shelf)
                (_versions, _readAt) = (await reader.ReadAsync(cancel).ConfigureAwait(false), time.GetTimestamp());
        }
        catch (IOException e)
        {
            logger.VersionsUnreadable(e.Message);
        }
        finally
        {
            _one.Release();
        }

        return _versions;
    }

    public void Dispose() => _one.Dispose();
}
