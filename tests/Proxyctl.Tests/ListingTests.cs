using System.Text.Json;
using Proxier.Proxyctl.Screens;
using Proxier.Testing;

namespace Proxier.Proxyctl.Tests;

public sealed class ListingTests
{
    private static readonly string Slice = """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
        addressType: IPv4
        ports: [{name: http, port: 8080}]
        endpoints:
        - {addresses: [10.244.1.5], nodeName: node-a}
        - {addresses: [10.244.2.6], nodeName: node-b}
        - {addresses: [10.244.2.7], nodeName: node-b, conditions: {ready: false, serving: true, terminating: true}}
        - {addresses: [10.244.2.8], conditions: {ready: false}}

        """;

    private static readonly string Cluster = string.Join("---\n", SomeManifests.Service(), SomeManifests.Service("idle", "10.96.0.11"), Slice, SomeManifests.Node());

    [Fact]
    public async Task A_row_tells_how_many_endpoints_are_in_which_state()
    {
        ToolRun run = await ListAsync("services", "-n", "shop");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"web +http/tcp +ClusterIP +10\.96\.0\.10:80 +2 +2 +1 +1 +Cluster +none\n", run.Output);
        Assert.Matches(@"idle +http/tcp +ClusterIP +10\.96\.0\.11:80 +0 +0 +0 +0 +Cluster +none\n", run.Output);
    }

    [Fact]
    public async Task Namespaces_are_chosen_as_kubectl_does()
    {
        Assert.DoesNotContain("web", (await ListAsync("services")).Output, StringComparison.Ordinal);
        Assert.Matches(@"\nshop +web ", (await ListAsync("services", "-A")).Output);
    }

    [Theory]
    [InlineData("nft", "chain services, map frontends, chain pick-2, map backends")]
    [InlineData("iptables", "nat KUBE-SERVICES, nat KUBE-SVC-")]
    public async Task Wide_rows_name_the_objects_of_the_backend(string backend, string objects)
    {
        string output = (await ListAsync("services", "-A", "--wide", "--backend", backend)).Output;
        Assert.Contains(objects, output, StringComparison.Ordinal);
        Assert.Equal(output, (await ListAsync("services", "-A", "-o", "wide", "--backend", backend)).Output);
    }

    [Fact]
    public async Task Programs_get_json_or_yaml_with_everything()
    {
        JsonElement list = JsonDocument.Parse((await ListAsync("services", "-A", "-o", "json")).Output).RootElement;
        Assert.Equal("node-a", list.GetProperty("node").GetString());
        JsonElement[] services = [.. list.GetProperty("services").EnumerateArray()];
        Assert.Equal(["idle 0", "web 2"], services.Select(service => $"{service.GetProperty("name")} {service.GetProperty("endpoints")}"));
        string yaml = (await ListAsync("services", "-A", "-o", "yaml")).Output;
        Assert.Contains("  name: web\n  port: http\n", yaml, StringComparison.Ordinal);
        Assert.Contains("  address: \"10.96.0.10:80\"\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_without_traffic_are_listed_too()
    {
        string output = (await ListAsync("endpoints", "shop/web")).Output;
        Assert.Matches(@"shop/web:http +tcp +10\.244\.1\.5:8080 +node-a \(this\) +Ready +1 +policy Cluster\n", output);
        Assert.Matches(@"10\.244\.2\.7:8080 +node-b +Terminating +1 +no\n", output);
        Assert.Matches(@"10\.244\.2\.8:8080 +not known +NotReady +1 +no\n", output);
        Assert.Equal(output, (await ListAsync("endpoints", "web", "-n", "shop")).Output);
    }

    [Theory]
    [InlineData("endpoints")]
    [InlineData("graph")]
    public async Task A_name_is_looked_for_in_all_namespaces(string command)
    {
        ToolRun found = await ListAsync(command, "-A", "web");
        Assert.Equal((ExitCode.Done, ""), (found.ExitCode, found.Error));
        Assert.Contains("shop/web:http", found.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("idle", found.Output, StringComparison.Ordinal);
        Assert.Contains("there is no Service shop in any namespace", (await ListAsync(command, "-A", "shop")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_does_not_exist_is_bad_input()
    {
        ToolRun run = await ListAsync("endpoints", "web");
        Assert.Equal((ExitCode.BadInput, "error: there is no Service default/web that a service proxy forwards\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Watching_shows_what_changed_and_what_went()
    {
        string folder = Directory.CreateTempSubdirectory("proxyctl-watch").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "node.yaml"), SomeManifests.Node());
        await File.WriteAllTextAsync(Path.Combine(folder, "web.yaml"), SomeManifests.Service());
        await File.WriteAllTextAsync(Path.Combine(folder, "idle.yaml"), SomeManifests.Service("idle", "10.96.0.11"));
        using var stop = new CancellationTokenSource();
        await using var run = RunningTool.Start(["services", "-A", "-w", "-f", folder, "--node-name", "node-a"], stop.Token);
        await ShowsAsync(run, @"web +http/tcp .* 0 +0 +0 +0 ");

        await File.WriteAllTextAsync(Path.Combine(folder, "slice.yaml"), Slice);
        await ShowsAsync(run, @"web +http/tcp .* 2 +2 +1 +1 ");
        File.Delete(Path.Combine(folder, "idle.yaml"));
        await ShowsAsync(run, @"gone: shop/idle:http Tcp ClusterIP 10\.96\.0\.11:80 IPv4\n");

        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await run.ExitCode);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(run.Output, "idle +http")); // what does not change is not shown again
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Watching_a_folder_sees_it_from_its_only_node()
    {
        string folder = Directory.CreateTempSubdirectory("proxyctl-watch").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "all.yaml"), Cluster);
        using var stop = new CancellationTokenSource();
        await using var run = RunningTool.Start(["endpoints", "shop/web", "-w", "-f", folder], stop.Token);
        await ShowsAsync(run, @"10\.244\.1\.5:8080 +node-a \(this\) ");
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await run.ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Yaml_says_the_same_as_json()
    {
        const string Json = """{"a":[{"b":"no","c":[]},{"b":"x: y","c":[1,2.5,null]}],"d":{},"e":{"f":{"g":true}},"h":"","i":"10.96.0.1","j":[["k"]]}""";
        using var text = new MemoryStream();
        YamlText.Write(JsonDocument.Parse(Json).RootElement, text);
        Assert.Equal(
            """
            a:
            - b: "no"
              c: []
            - b: "x: y"
              c:
              - 1
              - 2.5
              - null
            d: {}
            e:
              f:
                g: true
            h: ""
            i: "10.96.0.1"
            j:
            - - k

            """,
            System.Text.Encoding.UTF8.GetString(text.ToArray()));
    }

    private static Task ShowsAsync(RunningTool run, string pattern) =>
        Eventually.TrueAsync(() => Task.FromResult(System.Text.RegularExpressions.Regex.IsMatch(run.Output, pattern)), Patience.Limit, pattern);

    private static Task<ToolRun> ListAsync(params string[] arguments) => ToolRun.ReadingAsync(Cluster, [.. arguments, "-f", "-"]);
}
