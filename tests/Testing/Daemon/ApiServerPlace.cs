using System.Net;
using System.Text.Json.Nodes;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Testing.Daemon;

/// <summary>A test API server on the testbed's other node, the wire to it, and the kubeconfig with which a daemon finds it and may come in.</summary>
public sealed class ApiServerPlace : IObjectPlace
{
    private const int Port = 6443;

    private readonly string _folder = Directory.CreateTempSubdirectory("proxier-cluster-").FullName;

    private ApiServerPlace(TestApiServer server, Wire wire) => (Server, Wire) = (server, wire);

    public TestApiServer Server { get; }

    public Wire Wire { get; }

    /// <summary>After which a watch is given up, even where the connection answers pings.</summary>
    public string Silence { get; set; } = "10s";

    public IReadOnlyList<string> Flags => ["--kubeconfig", Path.Combine(_folder, "kubeconfig"), "--api-server-retry", "10ms", "--api-server-silence", Silence];

    public static async Task<ApiServerPlace> StartAsync(NetworkTestbed bed)
    {
        NetworkNamespace at = bed.OtherNode.Namespace;
        Wire wire = await Wire.CreateAsync(at, Port);
        var place = new ApiServerPlace(await TestApiServer.StartAsync(at, new IPEndPoint(Plan.OtherNode.IPv4, Port)), wire);
        place.Server.Gate.IsLocked = true;
        place.UseToken("first");
        File.WriteAllText(Path.Combine(place._folder, "ca.crt"), place.Server.Certificates.AuthorityPem);
        File.WriteAllText(Path.Combine(place._folder, "kubeconfig"), $"""
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [{"{"} name: test, context: {"{"} cluster: test, user: proxier {"}"} {"}"}]
            clusters: [{"{"} name: test, cluster: {"{"} server: "{place.Server.Address}", tls-server-name: kubernetes, certificate-authority: ca.crt {"}"} {"}"}]
            users: [{"{"} name: proxier, user: {"{"} tokenFile: token {"}"} {"}"}]
            """);
        return place;
    }

    /// <summary>The server takes it, and the daemon's file holds it, replaced as the kubelet does.</summary>
    public void UseToken(string token)
    {
        Server.Gate.AllowToken(token, "system:serviceaccount:kube-system:kube-proxy");
        string staged = Path.Combine(_folder, "token.new");
        File.WriteAllText(staged, token);
        File.Move(staged, Path.Combine(_folder, "token"), overwrite: true);
    }

    public void Set(Manifest manifest) => Server.Objects.Set(manifest.ToJson());

    public void Remove(Manifest manifest)
    {
        ApiResource resource = ApiResource.Of(manifest.ToJson());
        Server.Objects.Delete(resource, resource.IsNamespaced ? $"{manifest.Namespace}/{manifest.Name}" : manifest.Name);
    }

    public string ToPath()
    {
        JsonNode?[] items = [.. ApiResource.All.Where(resource => resource != ApiResource.Events).SelectMany(Server.Objects.All).Select(stored => JsonNode.Parse(stored.Json))];
        string path = Path.Combine(_folder, "cluster.json");
        File.WriteAllText(path, new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray(items) }.ToJsonString());
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
