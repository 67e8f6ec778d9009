using Proxier.Core.Objects;

namespace Proxier.Kubernetes.Watching;

/// <summary>
/// The Node we run on. When it is deleted, its last version stays in force, so that no rule changes, but load balancers are told to
/// look elsewhere.
/// </summary>
internal sealed class OwnNode(ObjectStore store)
{
    private Node? _last;

    public void Set(Node node)
    {
        _last = node;
        store.SetNode(node);
    }

    public void Remove() => store.SetNode(_last is null ? null : _last with { IsLeaving = true });
}
