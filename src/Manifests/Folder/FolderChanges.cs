namespace Proxier.Manifests.Folder;

/// <summary>Names of files, in order, so that the outcome does not depend on the order in which events arrived.</summary>
internal sealed class FolderChanges
{
    public SortedSet<string> Written { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Vanished { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Expired { get; } = new(StringComparer.Ordinal);

    public bool All { get; set; }

    public bool IsBlind { get; set; }
}
