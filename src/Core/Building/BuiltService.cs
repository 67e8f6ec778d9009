using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>A Service in one family: what it wants, and what it gets.</summary>
internal sealed record BuiltService(ServiceDraft Draft, EquatableArray<ServicePort> Ports, EquatableArray<GraphWarning> Warnings)
{
    public ObjectName Name => Draft.Name;

    public static BuiltService Nothing(ObjectName name) => new(ServiceDraft.Nothing(name), [], []);
}
