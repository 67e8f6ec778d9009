using Microsoft.Extensions.Logging;
using Proxier.Proxyd.Locking;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Locking;

public sealed class NetworkNamespaceLockTests
{
    private readonly string _name = $"\0proxier-test-{Environment.ProcessId}";
    private readonly CountingLogger<NetworkNamespaceLock> _log = new();

    [Fact]
    public async Task The_second_one_is_told_who_holds_it_and_gets_it_once_it_is_free()
    {
        await using (NetworkNamespaceLock.Acquire("proxyd --manifests /first, started long ago", _log, _name))
        {
            LockHeldException refusal = await RefusalAsync();
            Assert.Equal(Environment.ProcessId, refusal.Holder.ProcessId);
            Assert.Contains($"process {Environment.ProcessId} (proxyd --manifests /first, started long ago)", refusal.Message);
            Assert.Contains("nothing was changed", refusal.Message);
        }

        await using NetworkNamespaceLock again = NetworkNamespaceLock.Acquire("third", _log, _name);
        Assert.Equal(0, _log.Count(LogLevel.Warning));
    }

    /// <summary>Every try is refused. One that is not answered within a second, as on a busy machine, cannot say by whom.</summary>
    private async Task<LockHeldException> RefusalAsync()
    {
        LockHeldException? refusal = null;
        await Eventually.TrueAsync(
            () =>
            {
                refusal = Assert.Throws<LockHeldException>(() => NetworkNamespaceLock.Acquire("second", _log, _name));
                return Task.FromResult(refusal.Holder.Description.Length > 0);
            },
            Patience.Limit, "the holder does not say who it is");
        return refusal!; // thrown at least once
    }
}
