using System.Text.Json;

namespace Proxier.Proxyctl.Tests;

public sealed class ValidateTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}

        """;

    private static readonly string Twice = string.Join("---\n", SomeManifests.Cluster, Deployment, SomeManifests.Service());

    [Fact]
    public async Task A_good_cluster_is_counted()
    {
        ToolRun run = await ToolRun.ReadingAsync(SomeManifests.Cluster, "validate", "-f", "-");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"1 +Service\b", run.Output);
        Assert.Matches(@"1 +EndpointSlice\b", run.Output);
        Assert.Matches(@"1 +Node\b", run.Output);
        Assert.EndsWith("errors: 0, warnings: 0\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_end_with_2_and_are_the_result()
    {
        ToolRun run = await ToolRun.ReadingAsync(Twice, "validate", "-f", "-");
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Error));
        Assert.Contains("error: -:22 (document 5): Service shop/web: is already at -:1 (document 1)", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"1 +Deployment \(apps/v1\), not needed", run.Output);
    }

    [Fact]
    public async Task Programs_get_every_finding_in_parts()
    {
        ToolRun run = await ToolRun.ReadingAsync(Twice, "validate", "-f", "-", "-o", "json", "--node-name", "node-b");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        JsonElement error = Assert.Single(report.GetProperty("errors").EnumerateArray());
        Assert.Equal("Service shop/web", error.GetProperty("object").GetString());
        Assert.Equal(5, error.GetProperty("location").GetProperty("document").GetInt32());
        Assert.Contains(report.GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("field").GetString() == "--node-name");
        Assert.Equal(1, report.GetProperty("objects").GetProperty("EndpointSlice").GetInt32());
        Assert.Equal(1, report.GetProperty("skipped").GetProperty("Deployment (apps/v1)").GetInt32());
    }

    [Fact]
    public async Task What_the_graph_does_not_do_as_written_is_a_warning()
    {
        string input = SomeManifests.Cluster.Replace("namespace: shop}", "namespace: shop, annotations: {proxier.dev/scheduler: fastest}}", StringComparison.Ordinal);
        ToolRun run = await ToolRun.ReadingAsync(input, "validate", "-f", "-");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("warning: Service shop/web: metadata.annotations[proxier.dev/scheduler]", run.Output, StringComparison.Ordinal);
    }
}
