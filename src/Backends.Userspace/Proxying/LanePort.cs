using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>A local port of a proxy; TCP and UDP are two rooms of the same numbers.</summary>
internal readonly record struct LanePort(Protocol Protocol, ushort Number);
