using Proxier.Core.Objects.Reading;
using Proxier.Manifests.Parsing;

namespace Proxier.Manifests;

/// <summary>What was read from one or several manifests, in their order.</summary>
internal sealed class ManifestContent
{
    /// <summary>Each object once; those left out for a reason that a warning gives are not among them.</summary>
    public List<ManifestObject> Objects { get; } = [];

    public List<ManifestFinding> Errors { get; } = [];

    public List<ManifestFinding> Warnings { get; } = [];

    /// <summary>How many objects of each other kind were left out.</summary>
    public SortedDictionary<string, int> Skipped { get; } = new(StringComparer.Ordinal);

    public void CountSkipped(TypeName type)
    {
        string label = type.ToString();
        Skipped[label] = Skipped.GetValueOrDefault(label) + 1;
    }

    /// <summary>Reading stopped before the end: what is missing from <see cref="Objects"/> may still exist.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Some object was so wrong that nobody can say which one it is.</summary>
    public bool HasNameless { get; set; }

    public void Break(ManifestLocation location, string problem)
    {
        IsBroken = true;
        Errors.Add(new ManifestFinding(location, "", new Finding("", problem)));
    }
}
