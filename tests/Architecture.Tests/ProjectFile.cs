using System.Xml.Linq;

namespace Proxier.Architecture.Tests;

/// <summary>A project of this repository, as its file describes it.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> References)
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<ProjectFile> AllSources { get; } =
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read).ToList();

    private static ProjectFile Read(string path) => new(
        Path.GetFileNameWithoutExtension(path),
        XDocument.Load(path).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).ToList()); // MSBuild refuses one without Include

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Proxier.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Proxier.slnx.");
    }
}
