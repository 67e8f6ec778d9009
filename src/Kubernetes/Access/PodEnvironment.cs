namespace Proxier.Kubernetes.Access;

/// <summary>What Kubernetes tells a pod about its cluster (https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/).</summary>
internal sealed record PodEnvironment(Func<string, string?> Variable, string AccountFolder)
{
    private const string Host = "KUBERNETES_SERVICE_HOST";
    private const string Port = "KUBERNETES_SERVICE_PORT";

    public static PodEnvironment Own { get; } = new(Environment.GetEnvironmentVariable, "/var/run/secrets/kubernetes.io/serviceaccount");

    /// <exception cref="AccessException">We do not run in a pod, or in one without a service account.</exception>
    public ClusterAccess Read()
    {
        string? host = Variable(Host), port = Variable(Port);
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port))
            throw new AccessException($"There is no API server to ask: neither a kubeconfig nor a master is given, and {Host} and {Port} are not set, so this is no pod");
        string address = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";
        if (!ServerAddress.TryParse(address, isSecret: true, out Uri? server))
            throw new AccessException($"{Host} and {Port} make no address: {address}");

        var token = new TextSource("service account", Path.Combine(AccountFolder, "token"));
        var authority = new TextSource("service account", Path.Combine(AccountFolder, "ca.crt"));
        token.Read();
        authority.Read();
        return new ClusterAccess(server, new ServerTrust(authority), new UserCredential("as the service account of the pod") { Token = token });
    }
}
