using Proxier.Testing.ApiServer;

namespace Proxier.Containers;

/// <summary>What kubelet mounts into the pod of a daemon: its ConfigMap, and its service account of a test API server.</summary>
internal sealed class ClusterFolder : IDisposable
{
    public const string User = "system:serviceaccount:kube-system:kube-proxy";

    private readonly string _root = Directory.CreateTempSubdirectory("proxier-pod-").FullName;

    public ClusterFolder(TestApiServer server)
    {
        server.Gate.IsLocked = true;
        server.Gate.AllowToken("the-token", User);
        Directory.CreateDirectory(Config);
        Directory.CreateDirectory(Account);
        File.WriteAllText(Path.Combine(Account, "ca.crt"), server.Certificates.AuthorityPem);
        File.WriteAllText(Path.Combine(Account, "token"), "the-token");
    }

    public string Config => Path.Combine(_root, "config");

    public string Account => Path.Combine(_root, "account");

    public ClusterFolder With(string file, string text)
    {
        File.WriteAllText(Path.Combine(Config, file), text);
        return this;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
