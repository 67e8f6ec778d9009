using System.Net;

namespace Proxier.Core.Graph;

/// <summary>Which addresses of the node answer node ports, in one family (<c>--nodeport-addresses</c>).</summary>
public abstract record NodePortAddresses
{
    private NodePortAddresses()
    {
    }

    /// <summary>Every address of the node except loopback.</summary>
    /// <param name="WithLoopback">Loopback too, where the backend can.</param>
    public sealed record All(bool WithLoopback) : NodePortAddresses;

    /// <param name="Ranges">The node's own addresses inside these ranges; none contains another. Empty: none. May hold loopback ranges.</param>
    public sealed record InRanges(EquatableArray<IPNetwork> Ranges) : NodePortAddresses;
}
