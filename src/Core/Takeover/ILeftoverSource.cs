using Proxier.Core.Commands;
using Proxier.Core.Objects;

namespace Proxier.Core.Takeover;

/// <summary>
/// Finds with one tool what kube-proxy, or another mode of ours, left in the kernel. Only what surely belongs to a proxy is ever named
/// or removed: not what the kubelet makes, and not what an administrator made.
/// </summary>
public interface ILeftoverSource
{
    /// <summary>For messages: <c>nft</c>, <c>iptables</c>, <c>ipset</c>.</summary>
    string Tool { get; }

    /// <summary>What there is of one family that <paramref name="mode"/> does not need. Changes nothing; finds nothing where the tool is not installed.</summary>
    /// <param name="mode">The mode in which we work, a word of <see cref="ProxyModeWords"/>.</param>
    /// <exception cref="CommandFailedException">The host could not be asked.</exception>
    ValueTask<IReadOnlyList<Leftover>> FindAsync(string mode, IpFamily family, CancellationToken cancel);

    /// <summary>
    /// Removes what <see cref="FindAsync"/> would find now, and returns it. To be called when the rules of <paramref name="mode"/> are in
    /// force, so that no packet meets neither. Can be repeated after a failure.
    /// </summary>
    /// <exception cref="CommandFailedException">The host refused; some of it may be gone.</exception>
    ValueTask<IReadOnlyList<Leftover>> RemoveAsync(string mode, IpFamily family, CancellationToken cancel);
}
