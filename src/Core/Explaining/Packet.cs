using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Explaining;

/// <summary>The first packet of a connection, as it reaches this node. Both addresses are of one family.</summary>
public sealed record Packet(Protocol Protocol, IPAddress Source, IPAddress Destination, ushort Port)
{
    /// <summary>The interface that it came in through; null: this node made it, or nobody said.</summary>
    public string? InInterface { get; init; }
}
