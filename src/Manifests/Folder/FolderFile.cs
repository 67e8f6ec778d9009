using System.Security.Cryptography;
using Proxier.Core.Objects.Reading;
using Proxier.Manifests.Parsing;

namespace Proxier.Manifests.Folder;

/// <summary>Reads one file of the folder, if it is not what it was.</summary>
internal static class FolderFile
{
    /// <summary>Null when the content is the same as before.</summary>
    /// <exception cref="IOException">It cannot be read, or (<see cref="FileNotFoundException"/>) it is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ManifestContent? ReadIfChanged(string path, KnownFile known, ObjectReader reader)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        // Of the file that is open: the path may lead to another one by now.
        known.Stamp = new FileStamp(File.GetLastWriteTimeUtc(stream.SafeFileHandle), stream.Length);
        byte[] hash = SHA256.HashData(stream);
        if (hash.AsSpan().SequenceEqual(known.Hash))
            return null;
        stream.Position = 0;
        var content = new ManifestContent();
        ManifestFile.Read(stream, path, new ObjectCollector(reader, content), content);
        known.Hash = hash;
        return content;
    }
}
