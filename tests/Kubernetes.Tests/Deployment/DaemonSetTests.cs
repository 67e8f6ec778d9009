using System.Text.Json.Nodes;
using System.Xml.Linq;
using Proxier.Testing;
using Proxier.Testing.Deployment;

namespace Proxier.Kubernetes.Tests.Deployment;

public sealed class DaemonSetTests
{
    private static readonly DeployedDaemon Daemon = DeployedDaemon.Shipped;

    private static string Version { get; } = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    [Fact]
    public void The_container_is_not_privileged_and_has_only_what_it_adds()
    {
        JsonObject security = Daemon.SecurityContext;

        Assert.False((bool?)security["privileged"]);
        Assert.False((bool?)security["allowPrivilegeEscalation"]);
        Assert.True((bool?)security["readOnlyRootFilesystem"]);
        Assert.Equal(["ALL"], DeployedDaemon.Texts(security["capabilities"]!["drop"]));
        Assert.Equal(["NET_ADMIN", "NET_RAW"], Daemon.Capabilities); // each is shown to be needed in tests/Containers
    }

    [Fact]
    public void It_runs_on_every_node_whatever_the_node_is_like()
    {
        Assert.True((bool?)Daemon.Pod["hostNetwork"]);
        Assert.Equal("system-node-critical", (string?)Daemon.Pod["priorityClassName"]);
        Assert.Equal("""{"operator":"Exists"}""", Assert.Single(DeployedDaemon.Items(Daemon.Pod, "tolerations")).ToJsonString());
    }

    [Theory]
    [InlineData("livenessProbe", "/livez")]
    [InlineData("readinessProbe", "/healthz")]
    public void Kubelet_asks_where_we_answer(string probe, string path) =>
        Assert.Equal($$"""{"path":"{{path}}","port":10256}""", Daemon.Container[probe]!["httpGet"]!.ToJsonString());

    [Fact]
    public void Every_mount_has_its_volume_and_the_configuration_is_the_ConfigMap()
    {
        Assert.Equal(
            DeployedDaemon.Items(Daemon.Container, "volumeMounts").Select(mount => DeployedDaemon.Text(mount, "name")),
            DeployedDaemon.Items(Daemon.Pod, "volumes").Select(volume => DeployedDaemon.Text(volume, "name")));
        JsonObject config = Assert.Single(DeployedDaemon.Items(Daemon.Pod, "volumes"), volume => volume["configMap"] is not null);
        Assert.Equal((string?)Daemon.Object("ConfigMap")["metadata"]!["name"], (string?)config["configMap"]!["name"]);
        Assert.Contains("--config=/etc/proxier/config.conf", DeployedDaemon.Texts(Daemon.Container["args"]));
        Assert.Contains("kubeconfig: /etc/proxier/kubeconfig.conf", Daemon.Config("config.conf"), StringComparison.Ordinal);
        Assert.NotEmpty(Daemon.Config("kubeconfig.conf"));
    }

    [Fact]
    public void Its_labels_are_those_that_it_selects()
    {
        JsonNode spec = Daemon.Object("DaemonSet")["spec"]!;

        Assert.True(JsonNode.DeepEquals(spec["selector"]!["matchLabels"], spec["template"]!["metadata"]!["labels"]));
    }

    [Fact]
    public void The_images_are_of_this_version()
    {
        JsonObject leftovers = Assert.Single(YamlFile.Read("deploy/back-to-kube-proxy.yaml"))["spec"]!["template"]!["spec"]!.AsObject();

        Assert.All(
            (IEnumerable<JsonObject>)[Daemon.Container, .. DeployedDaemon.Items(leftovers, "initContainers"), .. DeployedDaemon.Items(leftovers, "containers")],
            container => Assert.Equal($"proxier:{Version}", (string?)container["image"]));
    }

    [Fact]
    public void The_kustomization_gives_kubeadms_container_the_image_and_nothing_else()
    {
        JsonObject kustomization = Assert.Single(YamlFile.Read("deploy/kubeadm/kustomization.yaml"));
        JsonObject part = Assert.Single(YamlFile.Read($"deploy/kubeadm/{Assert.Single(DeployedDaemon.Texts(kustomization["resources"]))}"));
        JsonObject image = Assert.Single(DeployedDaemon.Items(kustomization, "images"));

        Assert.Equal(("proxier", Version), ((string?)image["newName"], (string?)image["newTag"]));
        Assert.Equal("kube-system/kube-proxy", $"{part["metadata"]!["namespace"]}/{part["metadata"]!["name"]}");
        string container = $$"""{"name":"kube-proxy","image":"{{image["name"]}}"}""";
        Assert.Equal("""{"template":{"spec":{"containers":[""" + container + "]}}}", part["spec"]!.ToJsonString());
    }
}
