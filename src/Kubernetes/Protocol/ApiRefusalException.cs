using System.Net;
using Proxier.Core;

namespace Proxier.Kubernetes.Protocol;

/// <summary>The API server answered, and the answer is no.</summary>
/// <param name="request">Method and path, for the message.</param>
/// <param name="retryAfter">How long the server asks us to stay away; null when it does not say.</param>
internal sealed class ApiRefusalException(string request, ApiStatus status, TimeSpan? retryAfter = null)
    : ProxyException($"{request} was answered with {(int)status.Code} {status.Reason}: {status.Message}")
{
    public HttpStatusCode Code { get; } = status.Code;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>What we want to go on from is forgotten: list again.</summary>
    public bool IsExpired { get; } = status.Code == HttpStatusCode.Gone || status.Reason is "Expired" or "Gone";

    /// <summary>The server does not know as new a version as we do, as after a restored backup.</summary>
    public bool IsVersionUnknown { get; } = status.IsVersionTooLarge;
}
