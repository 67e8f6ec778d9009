using BenchmarkDotNet.Attributes;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Manifests;
using Proxier.Testing.Clusters;

namespace Proxier.Bench;

/// <summary>What it costs to read a cluster as kubectl prints it: 9 kB of JSON, or 4 kB of YAML, for each Service with 10 endpoints.</summary>
[MemoryDiagnoser]
public class ManifestBenchmarks
{
    private readonly string _folder = Directory.CreateTempSubdirectory("proxier-bench-").FullName;

    [Params(3_000, 30_000)]
    public int Services { get; set; }

    [GlobalSetup]
    public void Write()
    {
        var generator = new ClusterGenerator(Services, endpoints: 10);
        using FileStream json = File.Create(PathOf("json")), yaml = File.Create(PathOf("yaml"));
        generator.WriteJsonList(json);
        generator.WriteYamlList(yaml);
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public ClusterState Json() => Read("json");

    [Benchmark]
    public ClusterState Yaml() => Read("yaml");

    private ClusterState Read(string form) =>
        new ManifestReader(new ObjectReader()).Read([PathOf(form)], () => Stream.Null).ToClusterState("node-1");

    private string PathOf(string form) => Path.Combine(_folder, $"cluster.{form}");
}
