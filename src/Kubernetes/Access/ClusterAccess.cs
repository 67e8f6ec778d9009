namespace Proxier.Kubernetes.Access;

/// <summary>How to reach one API server.</summary>
/// <param name="Server">With the path in front of <c>/api</c>, if there is one.</param>
internal sealed record ClusterAccess(Uri Server, ServerTrust Trust, ICredential Credential)
{
    /// <summary>The name to ask for and to expect in TLS; null: that of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>http, https or socks5; null: what the environment says (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>).</summary>
    public Uri? Proxy { get; init; }

    /// <summary>False: large answers are not asked for in gzip.</summary>
    public bool IsCompressed { get; init; } = true;
}
