using System.Net.Http.Headers;

namespace Proxier.Kubernetes.Access;

/// <summary>What a request shows to the API server. Both may be null: then it is sent as anonymous.</summary>
/// <param name="Certificate">For TLS, so it belongs to the connection and not to the request.</param>
internal sealed record Credential(AuthenticationHeaderValue? Authorization, ClientCertificate? Certificate)
{
    public static Credential Anonymous { get; } = new(null, null);

    // The default would show the token to whoever prints it.
    public override string ToString() => $"{Authorization?.Scheme ?? "no"} authorization, {(Certificate is null ? "no certificate" : "a certificate")}";
}
