namespace Proxier.Kubernetes;

/// <summary>Which cluster to ask, and as whom.</summary>
/// <param name="NodeName">Of the Node we run on.</param>
public sealed record KubernetesOptions(string NodeName)
{
    /// <summary>Path of a kubeconfig file. Without it and without <see cref="Master"/>: the service account of the pod we run in.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Address of the API server; takes the place of the one in the kubeconfig.</summary>
    public string? Master { get; init; }
}
