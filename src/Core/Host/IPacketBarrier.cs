namespace Proxier.Core.Host;

/// <summary>Tells when packets that are under way inside the kernel are through.</summary>
public interface IPacketBarrier
{
    /// <summary>Completes once every packet whose way through the rules began before the call has gone it to the end; some milliseconds.</summary>
    Task PassAsync(CancellationToken cancel);
}
