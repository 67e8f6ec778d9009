namespace Proxier.Kubernetes;

/// <summary>Which cluster to ask, and as whom.</summary>
/// <param name="NodeName">Of the Node we run on.</param>
public sealed record KubernetesOptions(string NodeName)
{
    /// <summary>Path of a kubeconfig file. Without it and without <see cref="Master"/>: the service account of the pod we run in.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Address of the API server; takes the place of the one in the kubeconfig.</summary>
    public string? Master { get; init; }

    /// <summary>Wait after the first failure; each further one in a row doubles it, up to 30 s. As with client-go 800 ms.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Longest silence on a watch, on which the server sends a bookmark about every minute; half of it within a list. Default 150 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(150);
}
