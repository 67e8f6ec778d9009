using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Proxier.Kubernetes.Access;

/// <summary>
/// A token, a name with a password, or a certificate with its key, each in the configuration or in files that may be replaced at any
/// time. They are read before every request; there are few.
/// </summary>
internal sealed class UserCredential(string description) : ICredential
{
    private ClientCertificate? _certificate;

    public TextSource? Token { get; init; }

    /// <summary><c>name:password</c>; a token comes first.</summary>
    public string? Basic { get; init; }

    public TextSource? CertificatePem { get; init; }

    public TextSource? KeyPem { get; init; }

    public string Description { get; } = description;

    public ValueTask<Credential> GetAsync(Credential? refused, CancellationToken cancel) => ValueTask.FromResult(new Credential(Authorization(), Certificate()));

    private AuthenticationHeaderValue? Authorization()
    {
        if (Token is not null)
            return BearerToken.ToHeader(Token.Read(), Token.ToString());
        return Basic is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Basic)));
    }

    private ClientCertificate? Certificate()
    {
        if (CertificatePem is null || KeyPem is null)
            return null;
        string certificate = CertificatePem.Read(), key = KeyPem.Read();
        try
        {
            if (_certificate?.IsMadeOf(certificate, key) != true)
                _certificate = ClientCertificate.FromPem(certificate, key);
            return _certificate;
        }
        catch (CryptographicException e)
        {
            throw new AccessException($"{CertificatePem} and {KeyPem} are no certificate with its key: {e.Message}", e);
        }
    }
}
