using Proxier.Core.Building;
using Proxier.Core.Objects;

namespace Proxier.Proxyctl.Listing;

/// <summary>The Services that an argument means.</summary>
/// <param name="Namespace">Null: any.</param>
internal sealed record ServiceChoice(string? Namespace, string Name)
{
    public bool Includes(ObjectName service) => service.Name == Name && (Namespace is null || service.Namespace == Namespace);

    public bool IsIn(BuiltGraph built) => built.State.Services.Any(objects => Includes(objects.Name) && objects.Service is not null);

    public override string ToString() => Namespace is null ? $"{Name} in any namespace" : $"{Namespace}/{Name}";
}
