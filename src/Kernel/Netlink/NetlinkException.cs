using Proxier.Core;

namespace Proxier.Kernel.Netlink;

/// <summary>The kernel does not let us listen.</summary>
public sealed class NetlinkException(string message, Exception inner) : ProxyException(message, inner);
