using Proxier.Core;

namespace Proxier.Manifests;

/// <summary>The folder cannot be read at start. Once running, a folder that goes away leaves everything in force.</summary>
public sealed class ManifestFolderException(string folder, Exception? inner = null)
    : ProxyException($"The folder of manifests {folder} cannot be read: {inner?.Message ?? "it does not exist"}", inner)
{
    public string Folder => folder;
}
