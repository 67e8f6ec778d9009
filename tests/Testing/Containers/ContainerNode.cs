using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Deployment;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Testing.Containers;

/// <summary>
/// A node of a cluster of containers: a container on the bridge whose network namespace stands for the machine, one container for each pod with a
/// routed link to it, and one for the daemon, with the rights of deploy/proxier.yaml, in the machine's network namespace.
/// </summary>
public sealed class ContainerNode : IAsyncDisposable
{
    private readonly string _image;
    private readonly int _number;
    private readonly string _folder;
    private readonly string _lock = Path.GetTempFileName();
    private readonly List<IContainer> _pods = [];
    private readonly List<AnswerServer> _servers = [];
    private readonly List<NetworkNamespace> _namespaces = [];

    /// <param name="number">1 or 2: of its addresses.</param>
    /// <param name="folder">Of manifests.</param>
    internal ContainerNode(string image, int number, string folder)
    {
        (_image, _number, _folder) = (image, number, folder);
        Name = number == 1 ? Plan.NodeName : Plan.OtherNodeName;
        Machine = Sleeper.WithPrivileged(true).Build();
        Pods = [Pod(1), Pod(2)];
    }

    public string Name { get; }

    public IContainer Machine { get; }

    /// <summary>The last that was started.</summary>
    public IContainer Daemon { get; private set; } = null!; // tests start it before they ask

    /// <summary>As the Node object names them. Set when it has booted.</summary>
    public AddressPair Addresses { get; private set; } = null!;

    /// <summary>Each answers on 8080.</summary>
    public IReadOnlyList<Host> Pods { get; private set; }

    public NetworkNamespace Namespace => _namespaces[0];

    public NodeManifest Manifest => new(Name) { InternalIPs = [Addresses.IPv4, Addresses.IPv6], PodCidrs = Cidrs.Split(',') };

    private ContainerBuilder Sleeper => new ContainerBuilder().WithImage(_image).WithEntrypoint("sleep", "infinity");

    private string Cidrs => $"10.244.{_number}.0/24,fd00:10:244:{_number}::/64";

    private AddressPair Gateway => AddressPair.Of($"10.244.{_number}.1", $"fd00:10:244:{_number}::1");

    /// <summary>Starts the machine, again when it was killed, and its pods.</summary>
    public async Task BootAsync()
    {
        await Machine.StartAsync();
        Addresses = new AddressPair(IPAddress.Parse(Machine.IpAddress), IPAddress.Parse($"2001:db8:9::{_number}"));
        _namespaces.Add(NetworkNamespace.OfProcess(Machine.ProcessId, Name));
        await Namespace.SetSysctlsAsync([("net/ipv6/conf/all/disable_ipv6", "0"), ("net/ipv6/conf/eth0/disable_ipv6", "0"), .. Topology.Sysctls(isRouter: true)]);
        await Namespace.ConfigureAsync([$"addr add {Addresses.IPv6}/64 dev eth0 nodad"]);
        Pods = await Task.WhenAll(Enumerable.Range(1, Pods.Count).Select(BootPodAsync));
        await Eventually.TrueAsync(async () => !Topology.HasTentative(await Namespace.ReadProcNetAsync("if_inet6")), Patience.Limit, "IPv6 addresses stay tentative");
    }

    /// <summary>Makes the pods of another node reachable.</summary>
    public Task RouteAsync(ContainerNode other) => Namespace.ConfigureAsync(
    [
        $"route replace {Plan.Cidr(other.Cidrs, IpFamily.IPv4)} via {other.Addresses.IPv4} dev eth0",
        $"route replace {Plan.Cidr(other.Cidrs, IpFamily.IPv6)} via {other.Addresses.IPv6} dev eth0",
    ]);

    /// <summary>The power goes: the machine, its pods and its daemon end, and nothing of its network is left.</summary>
    public async Task KillAsync()
    {
        await LeaveAsync();
        await Task.WhenAll(_pods.Append(Daemon).Append(Machine).Select(container => container.KillAsync()));
    }

    /// <summary>Starts a daemon in place of the one before, which has ended, and returns when its rules are in the kernel.</summary>
    /// <param name="mode">As <c>--proxy-mode</c> has it.</param>
    /// <param name="image">Null: the one that everything else here is made of.</param>
    public async Task StartDaemonAsync(string mode, string? image = null)
    {
        if (Daemon is not null)
            await Daemon.DisposeAsync();
        Daemon = DaemonWith(mode, DeployedDaemon.Shipped.Capabilities, image)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged(InForce("IPv4")).UntilMessageIsLogged(InForce("IPv6")))
            .Build();
        await Daemon.StartAsync();
    }

    /// <summary>A daemon with the rights that deploy/proxier.yaml gives it, and only these capabilities.</summary>
    public ContainerBuilder DaemonWith(string mode, IEnumerable<string> capabilities, string? image = null) => Deployed(capabilities, image)
        .WithCommand(
            "--manifests", "/etc/proxier/manifests", "--proxy-mode", mode, "--hostname-override", Name, "--cluster-cidr", Plan.ClusterCidrs,
            // The limit of tracked flows is one for the whole machine.
            "--conntrack-max-per-core", "0", "--min-sync-period", "0s")
        .WithBindMount(_folder, "/etc/proxier/manifests", AccessMode.ReadOnly);

    /// <summary>A pod with hostNetwork.</summary>
    public ContainerBuilder HostPod(string? image = null) => new ContainerBuilder().WithImage(image ?? _image)
        .WithCreateParameterModifier(parameters => parameters.HostConfig.NetworkMode = $"container:{Machine.Id}");

    /// <summary>The pod of deploy/proxier.yaml, but for its arguments and its configuration.</summary>
    public ContainerBuilder Deployed(IEnumerable<string> capabilities, string? image = null)
    {
        ContainerBuilder builder = HostPod(image).WithCreateParameterModifier(parameters =>
        {
            HostConfig host = parameters.HostConfig;
            host.ReadonlyRootfs = true;
            host.CapDrop.Add("ALL");
            host.SecurityOpt.Add("no-new-privileges");
            foreach (string capability in capabilities)
                host.CapAdd.Add(capability);
        });
        builder = DeployedDaemon.Shipped.Environment.Aggregate(builder, (now, variable) => now.WithEnvironment(variable.Key, variable.Value));
        builder = DeployedDaemon.Shipped.MemoryMounts.Aggregate(builder, (now, path) => now.WithTmpfsMount(path));
        return DeployedDaemon.Shipped.HostMounts.Aggregate(builder, Mount);
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await Task.WhenAll(_pods.Append(Daemon).Append(Machine).Where(container => container is not null).Select(container => container.DisposeAsync().AsTask()));
        File.Delete(_lock);
    }

    /// <summary>This machine's lock of xtables is not ours to hold, and Docker would make folders that are not there.</summary>
    private ContainerBuilder Mount(ContainerBuilder builder, HostMount mount)
    {
        string source = mount.HostPath == "/run/xtables.lock" ? _lock : mount.HostPath;
        return Path.Exists(source) ? builder.WithBindMount(source, mount.Path, mount.IsReadOnly ? AccessMode.ReadOnly : AccessMode.ReadWrite) : builder;
    }

    /// <summary>What the daemon writes into its log once.</summary>
    private static string InForce(string family) => $"{family}: (revision [0-9]+ written|the kernel already holds revision [0-9]+)";

    private Host Pod(int number)
    {
        _pods.Add(Sleeper.WithCreateParameterModifier(parameters => parameters.HostConfig.NetworkMode = "none").Build());
        var addresses = AddressPair.Of($"10.244.{_number}.{10 + number}", $"fd00:10:244:{_number}::{10 + number}");
        return new Host($"{Name}-pod{number}", null!, addresses) { NodeName = Name, EndsByReset = true }; // it has a namespace once it has booted
    }

    /// <summary>Does what a CNI plug-in does.</summary>
    private async Task<Host> BootPodAsync(int number)
    {
        IContainer container = _pods[number - 1];
        await container.StartAsync();
        Host pod = Pods[number - 1] with { Namespace = NetworkNamespace.OfProcess(container.ProcessId, Pods[number - 1].Name) };
        await IpBatch.RunAsync(
            NetworkNamespace.RunnerWith([]), [$"link add pod{number} netns {Machine.ProcessId} type veth peer name eth0 netns {container.ProcessId}"]);
        await pod.Namespace.SetSysctlsAsync([("net/ipv6/conf/all/disable_ipv6", "0"), .. Topology.Sysctls(isRouter: false)]);
        await Namespace.ConfigureAsync(Topology.NodeSideOfPod($"pod{number}", pod.Addresses, Gateway));
        await pod.Namespace.ConfigureAsync(Topology.Pod(pod.Addresses, Gateway));
        await Eventually.TrueAsync(async () => !Topology.HasTentative(await pod.Namespace.ReadProcNetAsync("if_inet6")), Patience.Limit, "IPv6 addresses stay tentative");
        lock (_namespaces)
            _namespaces.Add(pod.Namespace);
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            AnswerServer server = await AnswerServer.StartAsync(pod.Name, pod.Namespace, new IPEndPoint(pod.Addresses[family], ContainerCluster.PodPort));
            lock (_servers)
                _servers.Add(server);
        }

        return pod;
    }

    /// <summary>A thread or a socket in a namespace keeps it in being.</summary>
    private async Task LeaveAsync()
    {
        foreach (AnswerServer server in _servers)
            await server.DisposeAsync();
        foreach (NetworkNamespace entered in _namespaces)
            entered.Dispose();
        _servers.Clear();
        _namespaces.Clear();
    }
}
