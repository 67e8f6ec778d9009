using System.Text.Json;
using Proxier.Testing.ApiServer;

namespace Proxier.Testing.Clusters;

/// <summary>
/// Writes a made-up cluster as <c>kubectl get nodes,svc,endpointslices -A</c> would, object by object, so that its size does not
/// matter. The same arguments give the same bytes. All of a service's endpoints are in one slice, or in slices of a thousand.
/// </summary>
/// <param name="services">Numbered from 0; at most a million.</param>
/// <param name="endpoints">Of each service, ready, spread over the nodes node-1 to node-100 at random; at most 8 million in all.</param>
public sealed class ClusterGenerator(int services, int endpoints, int seed = 1)
{
    /// <summary>The API server's limit; the EndpointSlice controller makes slices of 100 unless it is told otherwise.</summary>
    private const int MostInASlice = 1000;

    /// <summary>One List, indented as kubectl does, whose <c>kind</c> comes after its items.</summary>
    public void WriteJsonList(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, IndentSize = 4 });
        WriteList(json, AllObjects());
    }

    /// <summary>The same List in block style.</summary>
    public void WriteYamlList(Stream stream)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        text.Write("apiVersion: v1\nitems:\n");
        foreach (string entry in AllObjects())
            YamlText.WriteItem(text, entry);
        text.Write("kind: List\nmetadata:\n  resourceVersion: \"\"\n");
    }

    /// <summary>Creates them on a server.</summary>
    public void Create(ApiObjects objects)
    {
        foreach (string entry in AllObjects())
            objects.Set(entry);
    }

    /// <summary>One JSON file for the nodes, and one for each service and its slice. Returns the paths of the latter.</summary>
    public IReadOnlyList<string> WriteFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        WriteFile(Path.Combine(folder, "nodes.json"), AllNodes());
        var paths = new string[services];
        for (int i = 0; i < services; i++)
        {
            paths[i] = Path.Combine(folder, $"{GeneratedObjects.ServiceName(i)}.json");
            WriteService(paths[i], i);
        }

        return paths;
    }

    /// <summary>One JSON file with a service and its slice.</summary>
    /// <param name="replaced">How many of its endpoints, from the first on, are others than in the whole cluster.</param>
    public void WriteService(string path, int service, int replaced = 0) =>
        WriteFile(path, ServiceObjects(service, replaced));

    /// <summary>The first endpoint of a service that is there becomes another one.</summary>
    public void ReplaceEndpoint(ApiObjects objects, int service) => objects.Set(FirstSlice(service, replaced: 1));

    /// <summary>A service and its slices, as JSON.</summary>
    public IEnumerable<string> ServiceObjects(int service, int replaced = 0) => [GeneratedObjects.Service(service), .. Slices(service, replaced)];

    /// <summary>The first slice of a service, in which all replaced endpoints are.</summary>
    /// <param name="replaced">At most those of one slice, 1000.</param>
    public string FirstSlice(int service, int replaced) => Slices(service, replaced).First();

    internal IEnumerable<int> EndpointsOf(int service, int replaced)
    {
        int first = (service * endpoints) + 1;
        // Replacements come from numbers that the whole cluster does not use.
        int other = first + (services * endpoints);
        return Enumerable.Range(other, replaced).Concat(Enumerable.Range(first + replaced, endpoints - replaced));
    }

    private static void WriteFile(string path, IEnumerable<string> objects)
    {
        using FileStream stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream);
        WriteList(json, objects);
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable<string> objects)
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", "v1");
        json.WriteStartArray("items");
        foreach (string entry in objects)
        {
            using var parsed = JsonDocument.Parse(entry);
            parsed.WriteTo(json);
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }

        json.WriteEndArray();
        json.WriteString("kind", "List");
        json.WriteEndObject();
    }

    private static IEnumerable<string> AllNodes() => Enumerable.Range(0, GeneratedObjects.Nodes).Select(GeneratedObjects.Node);

    private IEnumerable<string> AllObjects()
    {
        IEnumerable<int> all = Enumerable.Range(0, services);
        return AllNodes().Concat(all.Select(GeneratedObjects.Service)).Concat(all.SelectMany(service => Slices(service, replaced: 0)));
    }

    private IEnumerable<string> Slices(int service, int replaced) =>
        EndpointsOf(service, replaced).Chunk(MostInASlice).DefaultIfEmpty([]).Select((numbers, i) => GeneratedObjects.Slice(service, i, numbers, seed));
}
