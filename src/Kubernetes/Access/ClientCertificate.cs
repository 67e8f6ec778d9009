using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Proxier.Kubernetes.Access;

/// <summary>A certificate with its key, and with those that lead from it to the cluster's authority. Equal when made of the same text.</summary>
internal sealed class ClientCertificate : IEquatable<ClientCertificate>
{
    private readonly string _certificatePem;
    private readonly string _keyPem;

    private ClientCertificate(string certificatePem, string keyPem)
    {
        _certificatePem = certificatePem;
        _keyPem = keyPem;
        var all = new X509Certificate2Collection();
        all.ImportFromPem(certificatePem);
        X509Certificate2 own = X509Certificate2.CreateFromPem(certificatePem, keyPem);
        Context = SslStreamCertificateContext.Create(own, [.. all.Skip(1)], offline: true);
    }

    public SslStreamCertificateContext Context { get; }

    /// <exception cref="CryptographicException">One of them is not PEM, or they do not belong together.</exception>
    public static ClientCertificate FromPem(string certificatePem, string keyPem)
    {
        try
        {
            return new ClientCertificate(certificatePem, keyPem);
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException(e.Message, e); // a key of another kind than the certificate's
        }
    }

    public bool IsMadeOf(string certificatePem, string keyPem) => certificatePem == _certificatePem && keyPem == _keyPem;

    public bool Equals(ClientCertificate? other) => other is not null && other.IsMadeOf(_certificatePem, _keyPem);

    public override bool Equals(object? obj) => Equals(obj as ClientCertificate);

    public override int GetHashCode() => Context.TargetCertificate.GetHashCode();
}
