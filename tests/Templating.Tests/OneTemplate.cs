namespace Proxier.Templating.Tests;

internal sealed class OneTemplate(string text) : ITemplateSource
{
    public const string Path = "test/one.scriban";

    public string Description => "this test";

    public string? Read(string path) => path == Path ? text : null;
}
