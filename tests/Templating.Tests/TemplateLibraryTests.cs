using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Proxier.Templating.Tests;

public sealed class TemplateLibraryTests
{
    [Fact]
    public void Errors_of_several_templates_are_told_at_once()
    {
        var library = new TemplateLibrary(new FolderTemplates(Path.Combine(AppContext.BaseDirectory, "Cases")));
        var errors = new TemplateErrors();
        library.Compile<CaseModel>("parts/broken.txt", errors);
        library.Compile<CaseModel>("001-text.txt", errors);
        library.Compile<CaseModel>("904-blocks.txt", errors);
        var exception = Assert.Throws<TemplateException>(errors.ThrowIfAny);
        Assert.Equal(["parts/broken.txt", "904-blocks.txt"], exception.Errors.Select(e => e.Path));
    }

    [Fact]
    public void Built_in_templates_are_resources_of_the_backend()
    {
        Template<CaseModel> template = Factory(folder: null).For(typeof(TemplateLibraryTests).Assembly).Compile<CaseModel>("test/embedded.scriban");
        Assert.Equal("embedded web\n", Rendered.Text(template.Bind(new CaseModel())));
    }

    [Fact]
    public void A_folder_replaces_the_built_in_templates()
    {
        TemplateLibrary library = Factory(Path.Combine(AppContext.BaseDirectory, "Cases")).For(typeof(TemplateLibraryTests).Assembly);
        Assert.Equal("title is web\n", Rendered.Text(library.Compile<CaseModel>("parts/title.txt").Bind(new CaseModel())));
        Assert.Throws<TemplateException>(() => library.Compile<CaseModel>("test/embedded.scriban"));
    }

    [Fact]
    public void A_model_must_have_members()
    {
        var exception = Assert.Throws<TemplateException>(() => Rendered.Text("x", 5));
        Assert.Equal("test/one.scriban(1,1): the model must be an object with members, and Int32 is none", exception.Message);
    }

    [Fact]
    public void A_model_s_members_must_not_hide_scriban_s_own_names()
    {
        var exception = Assert.Throws<TemplateException>(() => Rendered.Text("x", new { Array = 1, Name = 2 }));
        Assert.Equal("test/one.scriban(1,1): the model's member 'array' has the name of something in Scriban; rename the property", exception.Message);
    }

    [Fact]
    public void A_script_knows_its_template() =>
        Assert.Equal(OneTemplate.Path, new TemplateLibrary(new OneTemplate("")).Compile<CaseModel>(OneTemplate.Path).Bind(new CaseModel()).Template);

    private static TemplateLibraryFactory Factory(string? folder) =>
        new(Options.Create(new TemplatingOptions { Folder = folder }), NullLogger<TemplateLibraryFactory>.Instance);
}
