using Proxier.Core.Objects.Reading;

namespace Proxier.Manifests;

/// <summary>Something wrong in a manifest, with everything one needs to find it.</summary>
/// <param name="Object">Kind, namespace and name, as far as they could be read; empty when it is about the file or its syntax.</param>
public sealed record ManifestFinding(ManifestLocation Location, string Object, Finding Finding)
{
    public override string ToString() => Object.Length == 0 ? $"{Location}: {Finding}" : $"{Location}: {Object}: {Finding}";
}
