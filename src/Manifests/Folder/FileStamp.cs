namespace Proxier.Manifests.Folder;

/// <summary>What a file looks like from outside: another one means that it must be read again.</summary>
internal readonly record struct FileStamp(DateTime ModifiedUtc, long Length);
