using Proxier.Testing.Daemon;

namespace Proxier.Testing.Manifests;

/// <summary>A folder of manifests that changes as a careful writer changes it: every file is renamed into its place, whole.</summary>
public sealed class ManifestFolder : IObjectPlace, IDisposable
{
    private const string NoObjects = """{ "apiVersion": "v1", "kind": "List", "items": [] }""";

    private readonly string _root = Directory.CreateTempSubdirectory("proxier-manifests-").FullName;

    public ManifestFolder()
    {
        Directory.CreateDirectory(FolderPath);
        Directory.CreateDirectory(Staging);
    }

    public string FolderPath => Path.Combine(_root, "live");

    public IReadOnlyList<string> Flags => ["--manifests", FolderPath];

    private string Staging => Path.Combine(_root, "staging");

    /// <summary>
    /// Makes the folder hold exactly these objects. Files that would not change are not touched; the last one given is written last. A file
    /// whose object goes is emptied, not deleted: the daemon gives a deleted file some time to come back, so what is written later would count earlier.
    /// </summary>
    public void Replace(IReadOnlyList<Manifest> manifests)
    {
        HashSet<string> wanted = [.. manifests.Select(manifest => manifest.FileName)];
        foreach (string path in Directory.GetFiles(FolderPath).Where(path => !wanted.Contains(Path.GetFileName(path))))
            Empty(Path.GetFileName(path));
        foreach (Manifest manifest in manifests)
            Set(manifest);
    }

    /// <summary>Writes a file under another name in another folder and renames it.</summary>
    public void Write(string fileName, string text)
    {
        string target = Path.Combine(FolderPath, fileName);
        if (File.Exists(target) && File.ReadAllText(target) == text)
            return;
        string staged = Path.Combine(Staging, fileName);
        File.WriteAllText(staged, text);
        File.Move(staged, target, overwrite: true);
    }

    public void Empty(string fileName) => Write(fileName, NoObjects);

    public void Set(Manifest manifest) => Write(manifest.FileName, manifest.ToJson().ToJsonString());

    public void Remove(Manifest manifest) => Empty(manifest.FileName);

    public string ToPath() => FolderPath;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
