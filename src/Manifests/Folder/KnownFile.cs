namespace Proxier.Manifests.Folder;

/// <summary>What is remembered of a file that was read.</summary>
internal sealed class KnownFile
{
    public FileStamp Stamp { get; set; }

    /// <summary>SHA-256 of the content; empty before the first reading.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>Of the objects that it holds now.</summary>
    public IReadOnlyList<ObjectKey> Keys { get; set; } = [];

    /// <summary>What has been told about its present content, so as to tell it once.</summary>
    public HashSet<string> Told { get; set; } = [];
}
