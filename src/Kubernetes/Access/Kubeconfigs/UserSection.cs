using System.Security.Cryptography;
using Proxier.Core.Commands;
using Proxier.Kubernetes.Access.Exec;

namespace Proxier.Kubernetes.Access.Kubeconfigs;

/// <summary>The <c>user</c> of a kubeconfig.</summary>
internal sealed class UserSection(ConfigNode user, KubeconfigFiles files, ICommandRunner runner, TimeProvider time)
{
    /// <summary>Known to kubectl, and a mistake to ignore: we would act as somebody else than was meant.</summary>
    private static readonly (string Field, string Problem)[] Unsupported =
    [
        ("auth-provider", "is not supported: Kubernetes replaced it by exec in 1.26"),
        ("as", "is not supported: a service proxy acts for itself"),
        ("as-uid", "is not supported: a service proxy acts for itself"),
        ("as-groups", "is not supported: a service proxy acts for itself"),
    ];

    /// <summary>Null when an error was noted.</summary>
    public ICredential? Read(string name, ConfigNode cluster)
    {
        foreach ((string field, string problem) in Unsupported.Where(entry => user.Has(entry.Field)))
            user.Error(field, problem);
        UserCredential own = ReadOwn(name);
        if (!user.Has("exec"))
            return own;
        return new ExecSection(user.Object("exec"), files, cluster).Read() is { } plugin ? new ExecCredential(plugin, own, runner, time) : null;
    }

    private UserCredential ReadOwn(string name)
    {
        TextSource? certificate = files.Pem(user, "client-certificate"), key = files.Pem(user, "client-key");
        if (certificate is null != key is null)
            user.Error(certificate is null ? "client-certificate" : "client-key", "is required together with the other one");
        else if (certificate is { Path: null } && key is { Path: null })
            Check(certificate, key);
        // A file comes before a text, as in client-go.
        return new UserCredential(name.Length == 0 ? "anonymous" : $"as user {name} of the kubeconfig")
        {
            Token = files.File(user, "tokenFile") ?? files.Inline(user, "token"),
            Basic = user.Text("username") is { Length: > 0 } login ? $"{login}:{user.Text("password")}" : null,
            CertificatePem = certificate,
            KeyPem = key,
        };
    }

    private void Check(TextSource certificate, TextSource key)
    {
        try
        {
            ClientCertificate.FromPem(certificate.Inline, key.Inline);
        }
        catch (CryptographicException e)
        {
            user.Error("client-certificate-data", $"is no certificate for client-key-data: {e.Message}");
        }
    }
}
