using Proxier.Core.Objects.Reading;
using Proxier.Kubernetes.Access.Kubeconfigs;

namespace Proxier.Kubernetes.Access;

/// <summary>Finds out how to reach the API server, in the order of kube-proxy: kubeconfig, <c>--master</c>, the pod's service account.</summary>
internal sealed class ClusterAccessReader(KubernetesOptions options, PodEnvironment pod, KubeconfigReader kubeconfigs)
{
    /// <exception cref="AccessException">There is no way; tells everything that is wrong.</exception>
    public ClusterAccess Read()
    {
        if (!string.IsNullOrEmpty(options.Kubeconfig))
            return kubeconfigs.Read(options.Kubeconfig, options.Master);
        return string.IsNullOrEmpty(options.Master) ? pod.Read() : Anonymous(options.Master);
    }

    private static ClusterAccess Anonymous(string master) => ServerAddress.TryParse(master, isSecret: false, out Uri? server)
        ? new ClusterAccess(server, ServerTrust.System, new UserCredential("anonymous"))
        : throw new AccessException($"master: {Excerpt.Of(master)} is not an address such as https://192.0.2.1:6443");
}
