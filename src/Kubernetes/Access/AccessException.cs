using Proxier.Core;

namespace Proxier.Kubernetes.Access;

/// <summary>The API server cannot be asked, because of the configuration or of a credential.</summary>
internal sealed class AccessException(string message, Exception? inner = null) : ProxyException(message, inner);
