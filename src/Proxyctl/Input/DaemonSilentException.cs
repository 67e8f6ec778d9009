using Proxier.Core;

namespace Proxier.Proxyctl.Input;

internal sealed class DaemonSilentException(string socket, string reason, Exception? inner) : ProxyException($"proxyd does not answer on {socket}: {reason}", inner);
