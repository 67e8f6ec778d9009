using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Proxier.Kubernetes.Access;

/// <summary>Decides whether the server that answered is the cluster's.</summary>
/// <param name="authorities">Certificates in PEM, read anew for each connection, so that a replaced file counts; null: those of the system.</param>
/// <param name="isBlind">Any server will do.</param>
internal sealed class ServerTrust(TextSource? authorities, bool isBlind = false)
{
    public static ServerTrust System { get; } = new(null);

    public static ServerTrust Blind { get; } = new(null, isBlind: true);

    /// <exception cref="AccessException">The authorities cannot be read.</exception>
    public bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (isBlind)
            return true;
        if (authorities is null || certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return errors == SslPolicyErrors.None;

        using var own = new X509Chain { ChainPolicy = Policy(Authorities(authorities), chain?.ChainPolicy.ExtraStore ?? []) };
        using var server = new X509Certificate2(certificate);
        return own.Build(server) && own.ChainElements.Any(element => own.ChainPolicy.CustomTrustStore.Any(authority => IsSame(authority, element.Certificate)));
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities, X509Certificate2Collection sent)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            // Authorities need not be roots: kubeadm with an external root knows only the one below it. So a chain may end early
            // here, and the caller looks for an authority among its links.
            VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority,
        };
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1", "TLS server"));
        policy.CustomTrustStore.AddRange(authorities);
        policy.ExtraStore.AddRange(authorities);
        policy.ExtraStore.AddRange(sent);
        return policy;
    }

    private static X509Certificate2Collection Authorities(TextSource source)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(source.Read());
        }
        catch (CryptographicException e)
        {
            throw new AccessException($"{source}: a certificate in it cannot be read: {e.Message}", e);
        }

        return found.Count > 0 ? found : throw new AccessException($"{source}: there is no certificate in it");
    }

    private static bool IsSame(X509Certificate2 one, X509Certificate2 other) => one.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span);
}
