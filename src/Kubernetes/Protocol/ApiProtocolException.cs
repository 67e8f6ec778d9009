using Proxier.Core;

namespace Proxier.Kubernetes.Protocol;

/// <summary>The API server's answer is not what the protocol allows; for one that merely ends too early, see <see cref="EndOfStreamException"/>.</summary>
internal sealed class ApiProtocolException(string request, string problem, Exception? inner = null)
    : ProxyException($"The answer to {request} cannot be read: {problem}", inner);
