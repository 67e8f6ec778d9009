using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>What one Service wants in one family, before others' claims to the same addresses are looked at.</summary>
internal sealed record ServiceDraft(ObjectName Name, EquatableArray<ServicePort> Ports, EquatableArray<GraphWarning> Warnings)
{
    public static ServiceDraft Nothing(ObjectName name) => new(name, [], []);

    public bool IsNothing => Ports.IsEmpty && Warnings.IsEmpty;

    /// <summary>This draft with the references of <paramref name="old"/> wherever they are equal; the old one itself when all of it is.</summary>
    public ServiceDraft Keeping(ServiceDraft old)
    {
        EquatableArray<ServicePort> ports = Ports.Keeping(old.Ports);
        return ports.IsSame(old.Ports) && Warnings == old.Warnings ? old : this with { Ports = ports };
    }
}
