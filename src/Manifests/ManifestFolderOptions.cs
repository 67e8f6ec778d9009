namespace Proxier.Manifests;

public sealed class ManifestFolderOptions
{
    /// <summary>Its <c>.json</c>, <c>.yaml</c> and <c>.yml</c> files count, those in folders below do not.</summary>
    public required string Folder { get; init; }

    /// <summary>Of the Node we run on. Other Nodes are read and go no further.</summary>
    public required string NodeName { get; init; }

    /// <summary>How often all files are looked at, whether or not the kernel told of a change. Default one minute.</summary>
    public TimeSpan RescanInterval { get; init; } = TimeSpan.FromMinutes(1);
}
