using System.Net;
using System.Text.Json.Nodes;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Containers;
using Proxier.Testing.Deployment;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Containers;

/// <summary>The image as a cluster starts it: with a configuration, a kubeconfig and a service account, against an API server.</summary>
[Collection(DockerCollection.Name)]
public sealed class ClusterTests : IAsyncLifetime
{
    /// <summary>The limit of tracked flows is one for the whole machine.</summary>
    private const string NoLimit = "conntrack: {maxPerCore: 0}";

    private static readonly IPEndPoint Address = new(Plan.ClusterIP(1).IPv4, 80);

    private ContainerCluster _cluster = null!; // made before each test
    private TestApiServer _server = null!; // with it

    private ContainerNode Node => _cluster.Nodes[0];

    public async Task InitializeAsync()
    {
        if (Netns.Missing is not null)
            return;
        _cluster = await ContainerCluster.CreateAsync(Docker.Image);
        _server = await TestApiServer.StartAsync(Node.Namespace, new IPEndPoint(IPAddress.Loopback, 6443));
        foreach (Manifest manifest in (Manifest[])[Node.Manifest, .. Web()])
            _server.Objects.Set(manifest.ToJson());
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }

    [NetnsFact]
    public async Task The_DaemonSet_of_kubeadm_needs_no_more_than_the_image()
    {
        using ClusterFolder folder = new ClusterFolder(_server)
            .With("config.conf", KubeadmFiles.Config.Replace("maxPerCore: null", "maxPerCore: 0", StringComparison.Ordinal))
            .With("kubeconfig.conf", KubeadmFiles.Kubeconfig.Replace(KubeadmFiles.Server, "https://127.0.0.1:6443", StringComparison.Ordinal));
        string[] command = [.. KubeadmFiles.Command(Node.Name)];
        await using IContainer daemon = Mounted(Node.HostPod(), folder, KubeadmFiles.Folder)
            .WithPrivileged(true).WithEntrypoint(command[0]).WithCommand(command[1..]).Build();
        await ServesAsync(daemon);
    }

    [NetnsFact]
    public async Task Our_own_works_as_it_is_written()
    {
        DeployedDaemon shipped = DeployedDaemon.Shipped;
        using ClusterFolder folder = new ClusterFolder(_server)
            .With("config.conf", $"{shipped.Config("config.conf")}\n{NoLimit}\n")
            .With("kubeconfig.conf", shipped.Config("kubeconfig.conf").Replace("https://control-plane.example:6443", "https://127.0.0.1:6443", StringComparison.Ordinal));
        string[] arguments = [.. DeployedDaemon.Texts(shipped.Container["args"]).Select(argument => argument.Replace("$(NODE_NAME)", Node.Name, StringComparison.Ordinal))];
        await using IContainer daemon = Mounted(Node.Deployed(shipped.Capabilities), folder, "/etc/proxier").WithCommand(arguments).Build();
        await ServesAsync(daemon);
        foreach (string probe in new[] { "livenessProbe", "readinessProbe" })
            Assert.Equal(0, (await daemon.ExecAsync(["busybox", "wget", "-q", "-O", "-", Url(shipped.Container[probe]!["httpGet"]!)])).ExitCode);
    }

    /// <summary>Also where nothing is left, and beside rules of others.</summary>
    [NetnsFact]
    public async Task What_is_left_of_us_goes_with_a_DaemonSet_for_that()
    {
        JsonObject pod = Assert.Single(YamlFile.Read("deploy/back-to-kube-proxy.yaml"))["spec"]!["template"]!["spec"]!.AsObject();
        JsonObject remove = Assert.Single(DeployedDaemon.Items(pod, "initContainers"));
        string[] command = [.. DeployedDaemon.Texts(remove["command"])];
        await Node.StartDaemonAsync("nftables");
        await Node.Daemon.StopAsync();
        await Node.Machine.ExecAsync(["nft", "add table ip kube-proxy"]);
        Assert.Contains("table ip6 proxier", await TablesAsync(), StringComparison.Ordinal);
        for (int times = 0; times < 2; times++)
        {
            await using IContainer once = Node.HostPod().WithEntrypoint(command[0]).WithCommand(command[1..]).WithCreateParameterModifier(parameters =>
            {
                parameters.HostConfig.ReadonlyRootfs = true;
                parameters.HostConfig.CapDrop.Add("ALL");
                foreach (string capability in DeployedDaemon.Texts(remove["securityContext"]!["capabilities"]!["add"]))
                    parameters.HostConfig.CapAdd.Add(capability);
            }).Build();
            await once.StartAsync();

            Assert.Equal(0, await once.WaitForExitAsync());
            Assert.Equal("table ip kube-proxy", (await TablesAsync()).Trim());
        }
    }

    private async Task<string> TablesAsync() => (await Node.Machine.ExecAsync(["nft", "list tables"])).Stdout;

    private static string Url(JsonNode httpGet) => $"http://127.0.0.1:{httpGet["port"]}{httpGet["path"]}";

    private static ContainerBuilder Mounted(ContainerBuilder builder, ClusterFolder folder, string configPath) => builder
        .WithBindMount(folder.Config, configPath, AccessMode.ReadOnly)
        .WithBindMount(folder.Account, KubeadmFiles.AccountFolder, AccessMode.ReadOnly);

    private IEnumerable<Manifest> Web() =>
    [
        new ServiceManifest("web") { ClusterIPs = [Address.Address], Ports = [new PortManifest("", Protocol.Tcp, Address.Port)] },
        new SliceManifest("web-1", "web", IpFamily.IPv4) { Ports = [new PortManifest("", Protocol.Tcp, ContainerCluster.PodPort)], Endpoints = [Node.Pods[1]] },
    ];

    /// <summary>Starts it: a pod reaches another one by the cluster IP, every request is the account's, and the log has neither warning nor error.</summary>
    private async Task ServesAsync(IContainer daemon)
    {
        await daemon.StartAsync();
        await Eventually.TrueAsync(
            async () => !await daemon.IsRunningAsync() || await Node.Pods[0].ConnectAsync(Address, Protocol.Tcp, Patience.Limit / 300) is Outcome.Answered,
            Patience.Limit, "the cluster IP is not answered");
        (string output, string error) = await daemon.GetLogsAsync();

        Assert.True(await daemon.IsRunningAsync(), error);
        Assert.All(_server.Requests, request => Assert.Equal(ClusterFolder.User, request.User));
        Assert.Equal("", output);
        Assert.DoesNotMatch(" (WARN|ERROR) ", error);
    }
}
