using Proxier.Core.Host;

namespace Proxier.Testing;

/// <summary>No packet is ever under way; counts who asked.</summary>
public sealed class CountedPackets : IPacketBarrier
{
    public int Waits { get; private set; }

    public Task PassAsync(CancellationToken cancel)
    {
        Waits++;
        return Task.CompletedTask;
    }
}
