using Proxier.Core.Objects;
using Proxier.Testing.Clusters;

namespace Proxier.Manifests.Tests;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proxier-manifests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("""{"apiVersion": "v1", "items": [ITEM], "kind": "List"}""")]
    [InlineData("""{"apiVersion": "v1", "kind": "ServiceList", "metadata": {"resourceVersion": "1"}, "items": [KINDLESS]}""")]
    [InlineData("""{"apiVersion": "v1", "items": [KINDLESS], "kind": "ServiceList", "metadata": {"resourceVersion": "1"}}""")]
    [InlineData("""{"items": [KINDLESS], "metadata": {}, "kind": "ServiceList", "apiVersion": "v1"}""")]
    [InlineData("""{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "ServiceList", "items": [KINDLESS]}]}""")]
    public void Lists_are_read_wherever_they_say_what_they_are(string list)
    {
        string kindless = Manifest.JsonService.Replace("\"apiVersion\": \"v1\", \"kind\": \"Service\", ", "", StringComparison.Ordinal);
        string json = list.Replace("ITEM", Manifest.JsonService, StringComparison.Ordinal).Replace("KINDLESS", kindless, StringComparison.Ordinal);

        ManifestReading fromJson = Manifest.Read(json);
        ManifestReading fromYaml = Manifest.Read("# JSON is YAML\n" + json);

        Assert.Empty(fromJson.Errors);
        Assert.Empty(fromYaml.Errors);
        Assert.Equal(["shop/web"], fromJson.ServiceNames());
        Assert.Equal(["shop/web"], fromYaml.ServiceNames());
        Assert.Empty(fromJson.Skipped);
    }

    [Theory]
    [InlineData("""{"apiVersion": "v1", "kind": "List", "items": []}""")]
    [InlineData("""{"apiVersion": "v1", "kind": "ServiceList", "items": null}""")]
    public void A_list_may_be_empty(string json)
    {
        Assert.Empty(Manifest.Read(json).Errors);
        Assert.Empty(Manifest.Read(json).Skipped);
        Assert.Empty(Manifest.Read("# YAML\n" + json).Errors);
        Assert.Empty(Manifest.Read("# YAML\n" + json).Skipped);
    }

    [Fact]
    public void An_item_that_nobody_names_is_an_error() =>
        Assert.Equal(
            "-:1 (document 1): object web: kind: is required",
            Assert.Single(Manifest.Read("""{"apiVersion": "v1", "kind": "List", "items": [{"metadata": {"name": "web"}}]}""").Errors).ToString());

    [Fact]
    public void Other_kinds_are_counted()
    {
        ManifestReading reading = Manifest.Read("""
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: a}}
            --- {apiVersion: apps/v1, kind: Deployment, metadata: {name: b}}
            --- {apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: UPPER}}
            --- {apiVersion: v1, kind: "evil\nkind"}
            """.Replace("--- ", "---\n", StringComparison.Ordinal).Insert(0, "# YAML\n"));

        Assert.Empty(reading.Errors);
        Assert.Equal(
            new Dictionary<string, int> { ["Deployment (apps/v1)"] = 2, ["Service (serving.knative.dev/v1)"] = 1, ["evil\\u000akind (v1)"] = 1 },
            reading.Skipped);
    }

    [Fact]
    public void All_errors_of_all_files_come_in_one_report()
    {
        string first = Write("a.yaml", $"{Manifest.Service}\n---\n{Manifest.Service.Replace("port: 80", "port: 0, nodePort: x", StringComparison.Ordinal).Replace("web", "api", StringComparison.Ordinal)}\n");
        string second = Write("b.json", Manifest.JsonService + "\n{");
        string third = Write("c.yaml", Manifest.Service);
        string missing = Path.Combine(_folder.FullName, "missing.yaml");

        ManifestReading reading = Manifest.ReadFiles(first, second, third, missing);

        Assert.Equal(
            [
                $"{first}:6 (document 2): Service shop/api: spec.ports[0].port: must be a whole number from 1 to 65535, not 0",
                $"{first}:6 (document 2): Service shop/api: spec.ports[0].nodePort: must be a whole number from 0 to 65535, not \"x\"",
                $"{second}:1 (document 1): Service shop/web: is already at {first}:1 (document 1)",
                $"{second}:2:2: is not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.",
                $"{third}:1 (document 1): Service shop/web: is already at {first}:1 (document 1)",
                $"{missing}: cannot be read: Could not find file '{missing}'.",
            ],
            reading.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void A_folder_stands_for_its_manifests_in_order()
    {
        Write("b.yml", Manifest.Service);
        Write("a.json", Manifest.JsonService.Replace("web", "api", StringComparison.Ordinal));
        Write(".hidden.yaml", "nonsense");
        Write("notes.txt", "nonsense");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "deeper.yaml"));

        ManifestReading reading = Manifest.ReadFiles(_folder.FullName);

        Assert.Empty(reading.Errors);
        Assert.Equal(["shop/api", "shop/web"], reading.ServiceNames());
    }

    [Fact]
    public void Warnings_do_not_lose_objects()
    {
        ManifestReading reading = Manifest.Read(Manifest.Service.Replace("ports:", "externalIPs: [nonsense], ports:", StringComparison.Ordinal));

        Assert.Empty(reading.Errors);
        Assert.Equal("-:1 (document 1): Service shop/web: spec.externalIPs[0]: is left out: \"nonsense\" is not an IP address", Assert.Single(reading.Warnings).ToString());
        Assert.Equal(["shop/web"], reading.ServiceNames());
    }

    [Fact]
    public void A_large_cluster_is_the_same_in_every_form()
    {
        var generator = new ClusterGenerator(services: 300, endpoints: 5);
        using var json = new MemoryStream();
        using var yaml = new MemoryStream();
        generator.WriteJsonList(json);
        generator.WriteYamlList(yaml);
        generator.WriteFolder(_folder.FullName);

        ClusterState fromJson = StateOf(Manifest.Read(json.ToArray()));
        ClusterState fromYaml = StateOf(Manifest.Read(yaml.ToArray()));
        ClusterState fromFolder = StateOf(Manifest.ReadFiles(_folder.FullName));

        Assert.Equal(300, fromJson.Services.Count);
        Assert.All(fromJson.Services, service => Assert.Equal(5, Assert.Single(service.Slices).Endpoints.Count));
        Assert.Equal("node-1", fromJson.Node?.Name);
        Assert.Equal(fromJson, fromYaml);
        Assert.Equal(fromJson, fromFolder);
    }

    private static ClusterState StateOf(ManifestReading reading)
    {
        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        return reading.ToClusterState("node-1");
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
