namespace Proxier.Architecture.Tests;

/// <summary>Who may know whom: Proxyd, Proxyctl → adapters → Core, and Backends.* → Templating.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly string[] Programs = ["Proxyd", "Proxyctl"];

    public static TheoryData<string> Adapters => new(ProjectFile.AllSources.Select(project => project.Name).Except([.. Programs, "Core"]));

    [Fact]
    public void All_sources_are_found()
    {
        IEnumerable<string> folders = Directory.EnumerateDirectories(Path.Combine(ProjectFile.Root, "src")).Select(folder => Path.GetFileName(folder)!); // a path found by enumeration has a last part
        Assert.Equal(folders.Order(StringComparer.Ordinal), ProjectFile.AllSources.Select(project => project.Name));
    }

    [Fact]
    public void Core_refers_to_no_project() => Assert.Empty(Find("Core").References);

    [Theory]
    [MemberData(nameof(Adapters))]
    public void An_adapter_refers_to_Core_and_only_a_backend_also_to_Templating(string name)
    {
        string[] allowed = name.StartsWith("Backends.", StringComparison.Ordinal) ? ["Core", "Templating"] : ["Core"];
        Assert.Empty(Find(name).References.Except(allowed));
    }

    [Fact]
    public void Nobody_refers_to_a_program() =>
        Assert.All(ProjectFile.AllSources, project => Assert.Empty(project.References.Intersect(Programs)));

    private static ProjectFile Find(string name) => ProjectFile.AllSources.Single(project => project.Name == name);
}
