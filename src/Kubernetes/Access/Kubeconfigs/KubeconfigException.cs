using Proxier.Core;
using Proxier.Core.Objects.Reading;

namespace Proxier.Kubernetes.Access.Kubeconfigs;

/// <summary>A kubeconfig cannot be used; everything that is wrong with it.</summary>
internal sealed class KubeconfigException(string path, IReadOnlyList<Finding> findings)
    : ProxyException($"kubeconfig {path} cannot be used:{string.Concat(findings.Select(finding => $"\n  {finding}"))}")
{
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
