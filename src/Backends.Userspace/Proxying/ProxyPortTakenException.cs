using Proxier.Core;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>Somebody else listens on the port that a proxy was to have.</summary>
public sealed class ProxyPortTakenException(string lane, int port)
    : ProxyException($"Port {port}, meant for the proxy of {lane}, is in use by another program; the next try takes another one");
