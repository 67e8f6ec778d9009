using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Proxier.Core.Objects.Reading;

namespace Proxier.Kubernetes.Access.Kubeconfigs;

/// <summary>The <c>cluster</c> of a kubeconfig.</summary>
internal sealed class ClusterSection(ConfigNode cluster, KubeconfigFiles files)
{
    /// <summary>Without credentials yet. Null when an error was noted.</summary>
    public ClusterAccess? Read(string? master)
    {
        if (!cluster.Exists)
            return null;
        TextSource? authorities = files.Pem(cluster, "certificate-authority");
        ServerTrust trust = Trust(authorities);
        Uri? proxy = Proxy(cluster.Text("proxy-url"));
        Uri? server = Server(master, authorities is not null);
        return server is null ? null : new ClusterAccess(server, trust, new UserCredential("anonymous"))
        {
            TlsServerName = cluster.Text("tls-server-name") is { Length: > 0 } name ? name : null,
            Proxy = proxy,
            IsCompressed = !cluster.Flag("disable-compression"),
        };
    }

    private Uri? Server(string? master, bool isSecret)
    {
        string text = string.IsNullOrEmpty(master) ? cluster.Required("server") : master;
        if (text.Length == 0)
            return null;
        if (ServerAddress.TryParse(text, isSecret, out Uri? server))
            return server;
        cluster.Error("server", $"must be an address such as https://192.0.2.1:6443, not {Excerpt.Of(text)}");
        return null;
    }

    private ServerTrust Trust(TextSource? authorities)
    {
        if (authorities is { Path: null })
            Check(authorities);
        if (!cluster.Flag("insecure-skip-tls-verify"))
            return new ServerTrust(authorities);
        if (authorities is not null)
            cluster.Error("insecure-skip-tls-verify", "must not be true together with a certificate authority: say which of them is meant");
        return ServerTrust.Blind;
    }

    private void Check(TextSource authorities)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPem(authorities.Inline);
            if (found.Count == 0)
                cluster.Error("certificate-authority-data", "there is no certificate in it");
        }
        catch (CryptographicException e)
        {
            cluster.Error("certificate-authority-data", $"a certificate in it cannot be read: {e.Message}");
        }
    }

    private Uri? Proxy(string text)
    {
        if (text.Length == 0)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? proxy) && proxy.Scheme is "http" or "https" or "socks5")
            return proxy;
        cluster.Error("proxy-url", $"must be an address of http, https or socks5, not {Excerpt.Of(text)}");
        return null;
    }
}
