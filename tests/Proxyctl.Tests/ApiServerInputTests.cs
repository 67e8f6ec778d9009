using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.ApiServer;

namespace Proxier.Proxyctl.Tests;

/// <summary>The cluster from an API server instead of files.</summary>
public sealed class ApiServerInputTests : IAsyncLifetime
{
    private readonly string _kubeconfig = Path.GetTempFileName();
    private TestApiServer? _server;

    private TestApiServer Server => _server ?? throw new InvalidOperationException("The test has not begun.");

    public async Task InitializeAsync()
    {
        _server = await TestApiServer.StartAsync();
        await File.WriteAllTextAsync(_kubeconfig, Server.Kubeconfig());
    }

    public async Task DisposeAsync()
    {
        File.Delete(_kubeconfig);
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task It_gives_the_same_rules_as_files()
    {
        Server.Objects.Set("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop"},"spec":{"clusterIP":"10.96.0.10","ports":[{"name":"http","port":80}]}}""");
        Server.Objects.Set("""{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"name":"web-1","namespace":"shop","labels":{"kubernetes.io/service-name":"web"}},"addressType":"IPv4","ports":[{"name":"http","port":8080}],"endpoints":[{"addresses":["10.244.2.6"],"nodeName":"node-a"}]}""");
        Server.Objects.Set("""{"apiVersion":"v1","kind":"Node","metadata":{"name":"node-a"},"status":{"addresses":[{"type":"InternalIP","address":"192.0.2.11"}]}}""");

        ToolRun listed = await ToolRun.OfAsync("render", "--kubeconfig", _kubeconfig, "--node-name", "node-a");
        Assert.Equal((ExitCode.Done, ""), (listed.ExitCode, listed.Error));
        Assert.Equal((await ToolRun.ReadingAsync(SomeManifests.Cluster, "render", "-f", "-")).Output, listed.Output);
    }

    [Fact]
    public async Task A_node_that_does_not_exist_is_warned_about()
    {
        ToolRun run = await ToolRun.OfAsync("validate", "--kubeconfig", _kubeconfig);
        Assert.Contains("the cluster has no Node named 'test-host'", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_has_nothing_is_applied()
    {
        var backend = new FakeBackend();
        Assert.Equal(ExitCode.Done, (await ToolRun.WithAsync(backend, "", "apply", "--kubeconfig", _kubeconfig)).ExitCode);
        Assert.Single(backend[IpFamily.IPv4].Applied);
    }

    [Fact]
    public async Task Files_and_a_server_cannot_be_mixed()
    {
        ToolRun run = await ToolRun.OfAsync("render", "-f", "-", "--kubeconfig", _kubeconfig);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("cannot be read together", run.Error, StringComparison.Ordinal);
    }
}
