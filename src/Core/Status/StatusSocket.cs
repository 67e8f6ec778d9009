namespace Proxier.Core.Status;

/// <summary>Where a proxy and whoever asks it meet: HTTP over a Unix socket that only root can use.</summary>
public static class StatusSocket
{
    public const string DefaultPath = "/run/proxier/proxyd.sock";

    /// <summary>Answers with a <see cref="ProxyStatus"/>.</summary>
    public const string Status = "/status";

    /// <summary>Answers with the configuration in force, a KubeProxyConfiguration, under <see cref="ConfigurationField"/>.</summary>
    public const string Configuration = "/configz";

    public const string ConfigurationField = "kubeproxy.config.k8s.io";

    /// <summary>Answers with a <see cref="Snapshots.NodeSnapshot"/> of what the kernel is to hold; 503 while there is none.</summary>
    public const string Snapshot = "/snapshot";

    /// <summary>
    /// The same, and goes on: one document after the other, a <see cref="Snapshots.NodeSnapshot"/> first and then, whenever something changes,
    /// a <see cref="Snapshots.SnapshotChange"/>, or a whole one again where that is not enough. It waits until there is one.
    /// </summary>
    public const string Watch = "/snapshot/watch";
}
