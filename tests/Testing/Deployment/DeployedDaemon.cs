using System.Text.Json.Nodes;

namespace Proxier.Testing.Deployment;

/// <summary>What <c>deploy/proxier.yaml</c> says.</summary>
public sealed class DeployedDaemon
{
    private DeployedDaemon(IReadOnlyList<JsonObject> objects) => Objects = objects;

    public static DeployedDaemon Shipped { get; } = new(YamlFile.Read("deploy/proxier.yaml"));

    public IReadOnlyList<JsonObject> Objects { get; }

    public JsonObject Pod => Object("DaemonSet")["spec"]!["template"]!["spec"]!.AsObject(); // a DaemonSet without these is refused by any server

    public JsonObject Container => Items(Pod, "containers").Single();

    public JsonObject SecurityContext => Container["securityContext"]!.AsObject(); // without it the test should fail

    /// <summary>What the daemon may do, as Kubernetes names it: without CAP_.</summary>
    public IReadOnlyList<string> Capabilities => Texts(SecurityContext["capabilities"]!["add"]);

    public IReadOnlyDictionary<string, string> Environment => Items(Container, "env").Where(variable => variable["value"] is not null)
        .ToDictionary(variable => Text(variable, "name"), variable => Text(variable, "value"));

    /// <summary>Folders and files of the node, and where they are in the container.</summary>
    public IReadOnlyList<HostMount> HostMounts =>
    [
        .. from mount in Items(Container, "volumeMounts")
           join volume in Items(Pod, "volumes") on Text(mount, "name") equals Text(volume, "name")
           where volume["hostPath"] is not null
           select new HostMount(Text(volume["hostPath"]!.AsObject(), "path"), Text(mount, "mountPath"), (bool?)mount["readOnly"] ?? false),
    ];

    /// <summary>Where the container may write into memory of its own.</summary>
    public IReadOnlyList<string> MemoryMounts =>
    [
        .. from mount in Items(Container, "volumeMounts")
           join volume in Items(Pod, "volumes") on Text(mount, "name") equals Text(volume, "name")
           where (string?)volume["emptyDir"]?["medium"] == "Memory"
           select Text(mount, "mountPath"),
    ];

    /// <summary>A file of the ConfigMap.</summary>
    public string Config(string file) => Text(Object("ConfigMap")["data"]!.AsObject(), file);

    public JsonObject Object(string kind) => Objects.Single(candidate => Text(candidate, "kind") == kind);

    public static IReadOnlyList<JsonObject> Items(JsonObject json, string name) => [.. json[name]?.AsArray().Select(item => item!.AsObject()) ?? []];

    public static IReadOnlyList<string> Texts(JsonNode? array) => [.. array?.AsArray().Select(item => (string)item!) ?? []];

    public static string Text(JsonObject json, string name) => (string?)json[name] ?? throw new InvalidDataException($"There is no {name} in {json.ToJsonString()}");
}
