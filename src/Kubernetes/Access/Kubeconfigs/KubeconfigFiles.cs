namespace Proxier.Kubernetes.Access.Kubeconfigs;

/// <summary>Values that a kubeconfig holds itself or names a file for; paths are relative to the kubeconfig.</summary>
internal sealed class KubeconfigFiles(string kubeconfig)
{
    /// <summary>From <c>NAME-data</c>, which comes first, or the file under <c>NAME</c>; null when neither is there.</summary>
    public TextSource? Pem(ConfigNode node, string name)
    {
        string data = node.Data($"{name}-data");
        if (data.Length > 0)
            return new TextSource(Origin(node, $"{name}-data"), null, data);
        return File(node, name);
    }

    public TextSource? File(ConfigNode node, string name) => node.Text(name) is { Length: > 0 } path ? new TextSource(Origin(node, name), Absolute(path)) : null;

    public TextSource? Inline(ConfigNode node, string name) => node.Text(name) is { Length: > 0 } text ? new TextSource(Origin(node, name), null, text) : null;

    /// <summary>Beside the kubeconfig unless it says otherwise.</summary>
    public string Absolute(string path) => Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(kubeconfig)) ?? "/");

    private string Origin(ConfigNode node, string name) => $"kubeconfig {kubeconfig}: {node.Path(name)}";
}
