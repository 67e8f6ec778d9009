namespace Proxier.Templating.Tests;

/// <summary>
/// <c>Cases/NNN-name.txt</c> is a template, <c>NNN-name.out.txt</c> the text that it makes of <see cref="CaseModel"/>, or the
/// errors in it. With the variable GOLDEN=1 the expected files are written instead; read the difference like code.
/// </summary>
public sealed class CaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");

    private static readonly string[] Files = [.. Directory.GetFiles(Folder, "*.txt").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Files.Where(file => !IsExpected(file))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Template_renders_as_expected(string name)
    {
        string actual = Render(name);
        string expected = Path.ChangeExtension(name, ".out.txt");
        if (Environment.GetEnvironmentVariable("GOLDEN") == "1")
            File.WriteAllText(Path.Combine(SourceFolder(), expected), actual);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(Folder, expected)), actual);
    }

    [Fact]
    public void Every_expected_text_has_a_template()
    {
        IEnumerable<string> expected = Files.Where(IsExpected).Select(file => file.Replace(".out.txt", ".txt", StringComparison.Ordinal));
        Assert.Empty(expected.Except(Files));
    }

    private static bool IsExpected(string file) => file.EndsWith(".out.txt", StringComparison.Ordinal);

    private static string Render(string name)
    {
        try
        {
            Template<CaseModel> template = new TemplateLibrary(new FolderTemplates(Folder)).Compile<CaseModel>(name);
            return Rendered.Text(template.Bind(new CaseModel()));
        }
        catch (TemplateException e)
        {
            return e.Message.Replace(Folder, "Cases", StringComparison.Ordinal) + "\n";
        }
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "Cases"); // a source file is in a folder
}
