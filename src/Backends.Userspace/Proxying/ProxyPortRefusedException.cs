using System.ComponentModel;
using Proxier.Core;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The kernel gave no listening socket, for another reason than that the port is taken.</summary>
public sealed class ProxyPortRefusedException(string lane, int port, int error)
    : ProxyException($"The proxy of {lane} could not listen on port {port}: {new Win32Exception(error).Message}");
