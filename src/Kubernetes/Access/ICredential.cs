namespace Proxier.Kubernetes.Access;

/// <summary>Where credentials come from. Asked before every request, from several threads.</summary>
internal interface ICredential
{
    /// <summary>In words for the log, without the secret: <c>token of the service account</c>.</summary>
    string Description { get; }

    /// <param name="refused">What the server has just answered with 401, so that something newer is wanted; null at the first try.</param>
    /// <returns>Equal to <paramref name="refused"/> when there is nothing newer.</returns>
    /// <exception cref="Core.ProxyException">It cannot be had now.</exception>
    ValueTask<Credential> GetAsync(Credential? refused, CancellationToken cancel);
}
