using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Proxier.Testing.ApiServer;

/// <summary>A certificate authority made for one test, and what it signs. Nothing is written to any store.</summary>
public sealed class TestCertificates
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _authority;

    /// <param name="parent">Signs this authority, which is then no root.</param>
    public TestCertificates(string name = "kubernetes", TestCertificates? parent = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        (DateTimeOffset from, DateTimeOffset to) = Validity;
        _authority = parent is null
            ? request.CreateSelfSigned(from, to)
            : request.Create(parent._authority, from, to, Serial()).CopyWithPrivateKey(key);
    }

    /// <summary>The authority, as <c>ca.crt</c> holds it.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    private static (DateTimeOffset From, DateTimeOffset To) Validity => (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));

    /// <summary>For localhost, the loopback addresses and the names that an API server has.</summary>
    public X509Certificate2 Server(params string[] names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (string name in names.Length > 0 ? names : ["localhost", "kubernetes", "kubernetes.default.svc"])
            alternatives.AddDnsName(name);
        if (names.Length == 0)
        {
            alternatives.AddIpAddress(IPAddress.Loopback);
            alternatives.AddIpAddress(IPAddress.IPv6Loopback);
        }

        return Sign("kube-apiserver", ServerUse, alternatives.Build());
    }

    /// <summary>A client's certificate and key in PEM.</summary>
    public (string Certificate, string Key) Client(string name)
    {
        using X509Certificate2 signed = Sign(name, ClientUse, null);
        using ECDsa key = signed.GetECDsaPrivateKey()!; // made with it
        return (signed.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Whether this authority signed a certificate.</summary>
    public bool Signed(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(_authority);
        return chain.Build(certificate);
    }

    private static byte[] Serial() => RandomNumberGenerator.GetBytes(8);

    private X509Certificate2 Sign(string name, string use, X509Extension? alternatives)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        if (alternatives is not null)
            request.CertificateExtensions.Add(alternatives);
        (DateTimeOffset from, DateTimeOffset to) = Validity;
        DateTimeOffset end = _authority.NotAfter < to ? _authority.NotAfter : to;
        return request.Create(_authority, from > _authority.NotBefore ? from : _authority.NotBefore, end, Serial()).CopyWithPrivateKey(key);
    }
}
