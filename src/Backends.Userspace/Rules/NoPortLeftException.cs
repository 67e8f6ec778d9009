using Proxier.Core;

namespace Proxier.Backends.Userspace.Rules;

/// <summary>There are more lanes than ports for them.</summary>
public sealed class NoPortLeftException(string lane, PortRange range)
    : ProxyException($"No local port of {range.First} to {range.Last} is left for the proxy of {lane}: the userspace mode has room for {range.Count} service ports of each protocol");
