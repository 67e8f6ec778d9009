using System.Net;

namespace Proxier.Testing.Network;

/// <summary>What a client learns from one attempt to connect.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <param name="By">The name of the host that answered.</param>
    /// <param name="Port">The port on which it was reached.</param>
    /// <param name="SourceSeen">The client's address as that host saw it.</param>
    public sealed record Answered(string By, int Port, IPEndPoint SourceSeen) : Outcome;

    /// <summary>ICMP port unreachable, or a TCP reset instead of a connection.</summary>
    public sealed record Refused : Outcome;

    /// <summary>ICMP says that there is no way there: in the testbed, a packet to a service address that the node let pass.</summary>
    public sealed record Unreachable : Outcome;

    /// <summary>A connection that was there was reset.</summary>
    public sealed record Reset : Outcome;

    /// <summary>Nothing came within the time that the client waited.</summary>
    public sealed record TimedOut : Outcome;
}
