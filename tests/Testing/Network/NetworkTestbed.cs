using System.Net;
using System.Security.Cryptography;
using Proxier.Core.Objects;

namespace Proxier.Testing.Network;

/// <summary>
/// A node with pods, another node's pods behind it, and a client outside, each in a namespace of its own on a real kernel:
/// <code>
/// client ── uplink ── node ── pod1, pod2, pod3 (a routed link each)
///                      └──── internode ── other node with other1, other2
/// </code>
/// Both families. Addresses: <see cref="Plan"/>. Every pod answers on <see cref="Ports"/>. Disposing removes everything.
/// </summary>
public sealed class NetworkTestbed : IAsyncDisposable
{
    private readonly List<NetworkNamespace> _namespaces = [];
    private readonly List<AnswerServer> _servers = [];

    private NetworkTestbed(string prefix, int pods)
    {
        Prefix = prefix;
        PodCount = pods;
    }

    /// <summary>Ports on which every pod, and the node itself, answers by TCP and UDP in both families.</summary>
    public static IReadOnlyList<int> Ports { get; } = [8080, 8081, 9090];

    /// <summary>What the names of this testbed's namespaces begin with.</summary>
    public string Prefix { get; }

    public int PodCount { get; }

    public Host Node { get; private set; } = null!; // set by CreateAsync, the only way to get a testbed

    public Host OtherNode { get; private set; } = null!;

    public Host Client { get; private set; } = null!;

    /// <summary>Another address of the machine that <see cref="Client"/> is.</summary>
    public Host SecondClient { get; private set; } = null!;

    /// <summary>Pods of this node.</summary>
    public IReadOnlyList<Host> Pods { get; private set; } = [];

    /// <summary>Pods of the other node.</summary>
    public IReadOnlyList<Host> OtherPods { get; private set; } = [];

    public NetworkNamespace NodeNamespace => Node.Namespace;

    /// <exception cref="Core.Commands.CommandFailedException">This machine cannot make it; what was made is removed again.</exception>
    /// <param name="prefix">Of the namespaces' names; null: a random one, so that testbeds can stand side by side.</param>
    public static async Task<NetworkTestbed> CreateAsync(int pods = 3, int otherPods = 2, string? prefix = null)
    {
        var bed = new NetworkTestbed(prefix ?? $"px{RandomNumberGenerator.GetHexString(6, lowercase: true)}-", pods);
        try
        {
            await bed.BuildAsync(otherPods);
            return bed;
        }
        catch
        {
            await bed.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a host answer on one more port.</summary>
    public async Task ListenAsync(Host host, int port)
    {
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            _servers.Add(await AnswerServer.StartAsync(host.Name, host.Namespace, new IPEndPoint(host.Addresses[family], port)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (AnswerServer server in _servers)
            await server.DisposeAsync();
        foreach (NetworkNamespace made in _namespaces)
            made.Dispose();
        string[] names = Directory.Exists("/run/netns") ? [.. Directory.GetFiles("/run/netns", Prefix + "*").Select(path => Path.GetFileName(path))] : [];
        await IpBatch.RunAsync(NetworkNamespace.RunnerWith([]), names.Select(name => $"netns del {name}"));
    }

    private async Task BuildAsync(int otherPods)
    {
        string[] podNames = [.. Enumerable.Range(1, PodCount).Select(number => $"pod{number}")];
        string[] names = ["node", "other", "client", .. podNames];
        await IpBatch.RunAsync(NetworkNamespace.RunnerWith([]), names.Select(name => $"netns add {Prefix}{name}"));
        Dictionary<string, NetworkNamespace> made = names.ToDictionary(name => name, name => new NetworkNamespace(Prefix + name));
        _namespaces.AddRange(made.Values);
        await Task.WhenAll(made.Select(pair => pair.Value.SetSysctlsAsync(Topology.Sysctls(isRouter: pair.Key is "node" or "client"))));
        await IpBatch.RunAsync(NetworkNamespace.RunnerWith([]), Topology.Links(Prefix, podNames));
        await Task.WhenAll(made.Select(pair => pair.Value.ConfigureAsync(Topology.Lines(pair.Key, PodCount, otherPods))));
        await Task.WhenAll(made["client"].ConfigureAsync(Topology.ClientRules, "-4"), made["client"].ConfigureAsync(Topology.ClientRules, "-6"));
        await Task.WhenAll(made.Values.Select(AddressesAreUsableAsync));
        MakeHosts(made, otherPods);
        foreach (Host host in (IEnumerable<Host>)[Node, .. Pods, .. OtherPods])
        {
            foreach (int port in Ports)
                await ListenAsync(host, port);
        }
    }

    private void MakeHosts(Dictionary<string, NetworkNamespace> made, int otherPods)
    {
        Node = new Host("node", made["node"], Plan.Node) { HasFixedSource = false, NodeName = Plan.NodeName };
        OtherNode = new Host("other", made["other"], Plan.OtherNode) { NodeName = Plan.OtherNodeName };
        Client = new Host("client", made["client"], Plan.Client);
        SecondClient = new Host("client2", made["client"], Plan.SecondClient);
        Pods = [.. Enumerable.Range(1, PodCount).Select(n => new Host($"pod{n}", made[$"pod{n}"], Plan.Pod(n)) { NodeName = Plan.NodeName })];
        OtherPods = [.. Enumerable.Range(1, otherPods).Select(n => new Host($"other{n}", made["other"], Plan.OtherPod(n)) { NodeName = Plan.OtherNodeName })];
    }

    /// <summary>Even without duplicate address detection, a work queue of the kernel makes an IPv6 address usable, a moment after it was added.</summary>
    private static async Task AddressesAreUsableAsync(NetworkNamespace made) =>
        await Eventually.TrueAsync(async () => !Topology.HasTentative(await made.ReadProcNetAsync("if_inet6")), Patience.Limit, "IPv6 addresses stay tentative");
}
