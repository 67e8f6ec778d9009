using Proxier.Core.Objects;

namespace Proxier.Manifests;

/// <summary>What makes an object the same object wherever it is written.</summary>
public readonly record struct ObjectKey(ObjectKind Kind, ObjectName Name)
{
    public override string ToString() => Name.Namespace.Length == 0 ? $"{Kind} {Name.Name}" : $"{Kind} {Name}";
}
