namespace Proxier.Proxyctl.Tests;

/// <summary>A folder of <c>tests/Scenarios</c>.</summary>
internal static class Scenario
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Scenarios");

    public static IEnumerable<string> Names => Directory.GetDirectories(Root).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    public static string Input(string name) => Path.Combine(Root, name, "input.yaml");

    public static string[] Flags(string name) => File.ReadAllText(Path.Combine(Root, name, "flags")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is expected about a backend's rules, or about <c>warnings</c>. Empty without a file.</summary>
    public static string Expected(string name, string about)
    {
        string file = Path.Combine(Root, name, ExpectedFile(about));
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    /// <param name="folder">The scenarios in the repository.</param>
    public static void Expect(string folder, string name, string about, string text)
    {
        if (text.Length > 0)
            File.WriteAllText(Path.Combine(folder, name, ExpectedFile(about)), text);
        else
            File.Delete(Path.Combine(folder, name, ExpectedFile(about)));
    }

    public static Task<ToolRun> RenderAsync(string name, string backend) =>
        ToolRun.OfAsync(["render", "--backend", backend, "-f", Input(name), .. Flags(name)]);

    private static string ExpectedFile(string about) => $"expected.{about}";
}
