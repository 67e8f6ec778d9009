using System.Collections.Immutable;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>What is known of local ports when rules are rendered.</summary>
/// <param name="Held">Those that we listen on.</param>
/// <param name="Taken">Those that somebody else had when we wanted them.</param>
internal sealed record PortBook(ImmutableDictionary<LaneName, ushort> Held, ImmutableHashSet<LanePort> Taken)
{
    public static PortBook Empty { get; } = new(ImmutableDictionary<LaneName, ushort>.Empty, []);
}
