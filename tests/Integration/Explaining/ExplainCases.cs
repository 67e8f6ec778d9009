using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Integration.Packets;
using Proxier.Kernel;
using Proxier.Manifests;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Explaining;

/// <summary>
/// What proxyctl explains is what packets do: random services of every kind, and each sort of client to each of their addresses. As many as
/// user-mode Linux has time for; <see cref="ThoroughExplainCases"/> has more.
/// </summary>
public abstract class ExplainCases(IProxiedTestbed proxied, Action<IServiceCollection> addBackend, string defaultNodePortAddresses) : PacketCases(proxied)
{
    /// <summary>Enough to see a wrong endpoint or source in most of many cases.</summary>
    private const int SomeConnections = 3;

    [NetnsTheory, EveryFamilyAndProtocol]
    public Task Packets_do_what_is_explained(IpFamily family, Protocol protocol) => CompareAllAsync(1, family, protocol, Arguments);

    [NetnsTheory]
    [InlineData("by interface")]
    [InlineData("not at all")]
    [InlineData("masquerade all")]
    public Task Packets_do_what_is_explained_in_other_modes(string mode) => CompareInModeAsync(mode);

    /// <param name="mode">Another way to tell pods, or none; other node-port addresses.</param>
    protected async Task CompareInModeAsync(string mode)
    {
        GraphArguments arguments = ArgumentsFor(mode);
        await StartAsync(arguments);
        await CompareAllAsync(4, IpFamily.IPv4, Protocol.Tcp, arguments);
        await StartAsync(arguments);
        await CompareAllAsync(5, IpFamily.IPv6, Protocol.Udp, arguments);
    }

    private static GraphArguments ArgumentsFor(string mode) => mode switch
    {
        "by interface" => new GraphArguments { NodeName = Plan.NodeName, DetectLocalMode = "InterfaceNamePrefix", InterfaceNamePrefix = "pod" },
        "by node range" => new GraphArguments { NodeName = Plan.NodeName, DetectLocalMode = "NodeCIDR" },
        "not at all" => new GraphArguments { NodeName = Plan.NodeName },
        "masquerade all" => DefaultArguments with { MasqueradeAll = true },
        _ => DefaultArguments with { NodePortAddresses = ["all"] },
    };

    protected async Task CompareAllAsync(int seed, IpFamily family, Protocol protocol, GraphArguments arguments)
    {
        var services = new RandomServices(seed, family, protocol, Bed);
        Manifest[] manifests = services.Create();
        await ProgramAsync(manifests);
        PacketExplainer explainer = ExplainerOf(manifests, family, arguments);

        var causes = new ConcurrentBag<Cause>();
        Host[] clients = [Client, SecondClient, Node, ClientPod, OtherClientPod, Pod1];
        var some = new ParallelOptions { MaxDegreeOfParallelism = 12 };
        await Parallel.ForEachAsync(services.Targets.SelectMany(to => clients, (to, from) => (From: from, To: to)), some, async (pair, _) =>
        {
            PacketVerdict verdict = explainer.Explain(PacketOf(explainer, pair.From, pair.To));
            if (IsAnsweredBeside(pair.From, verdict))
                return;
            await CompareAsync(pair.From, pair.To, verdict);
            causes.Add(verdict.Cause);
        });
        Assert.Superset(new HashSet<Cause> { Cause.HasEndpoints, Cause.NoEndpoints, Cause.NoLocalEndpoints, Cause.NoService }, causes.ToHashSet());
    }

    private async Task CompareAsync(Host from, Target to, PacketVerdict verdict)
    {
        switch (verdict.Fate)
        {
            case Fate.Forwarded:
                await CompareAnswersAsync(from, to, verdict);
                break;
            case Fate.Refused:
                await from.IsRefusedAsync(to);
                break;
            case Fate.Dropped:
                await from.GetsSilenceAsync(to);
                break;
            case Fate.Untouched when Plan.Node.Contains(to.Address) || Plan.SecondaryNode.Contains(to.Address):
                await from.IsRefusedAsync(to); // by the node itself, on which nobody listens
                break;
            default:
                await IsLetPassInTheEndAsync(from, to);
                break;
        }
    }

    /// <summary>A host says "unreachable" to one client only five times in a row, and once a second after that: inet_peer_xrlim_allow.</summary>
    private static async Task IsLetPassInTheEndAsync(Host from, Target to)
    {
        Outcome outcome = new Outcome.TimedOut();
        for (int attempt = 0; attempt < 10 && outcome is Outcome.TimedOut; attempt++)
            outcome = await from.ConnectAsync(to.EndPoint, to.Protocol, TimeSpan.FromSeconds(2)); // IPv6 TCP hears of it with its second packet
        Assert.IsType<Outcome.Unreachable>(outcome);
    }

    private async Task CompareAnswersAsync(Host from, Target to, PacketVerdict verdict)
    {
        bool meetsAll = from == ClientPod && verdict.Frontend is { AffinityTimeout: null };
        int count = meetsAll ? (int)Math.Ceiling(16 / verdict.Candidates.Min(candidate => candidate.Probability)) : SomeConnections;
        IReadOnlyList<Outcome.Answered> answers = await from.AnswersAsync(to, count);
        Dictionary<string, Candidate> expected = verdict.Candidates.ToDictionary(candidate => NameOf(candidate.Endpoint.Address));
        Assert.All(answers, answer => Assert.True(expected.ContainsKey(answer.By), $"{from} to {to}: {answer.By} is not among {string.Join(", ", expected.Keys)}"));
        if (meetsAll)
            Assert.Equal(expected.Keys.Order(), answers.Select(answer => answer.By).Distinct().Order());
        foreach (Outcome.Answered answer in answers)
        {
            bool isItself = from.Addresses.Contains(answer.SourceSeen.Address) || (from == Node && IsOfNode(answer.SourceSeen.Address));
            bool isNode = IsOfNode(answer.SourceSeen.Address);
            SourceRewrite rewrite = expected[answer.By].Source;
            Assert.True(rewrite.IsMasqueraded() ? isNode : isItself, $"{from} to {to}: {answer.By} sees {answer.SourceSeen}, explained as {rewrite}");
        }
    }

    /// <summary>
    /// The testbed's other node proxies nothing: an endpoint there answers a client beside it directly, from an address that the client has
    /// never heard of.
    /// </summary>
    private bool IsAnsweredBeside(Host from, PacketVerdict verdict) => from == OtherClientPod
        && verdict.Candidates.Any(candidate => OtherPod1.Addresses.Contains(candidate.Endpoint.Address) && !candidate.Source.IsMasqueraded());

    private Packet PacketOf(PacketExplainer explainer, Host from, Target to)
    {
        IPAddress? source = from == Node ? explainer.SourceOfNode(to.Address) : from.Addresses[to.Family];
        return new Packet(to.Protocol, source ?? throw new InvalidOperationException("The node has addresses."), to.Address, (ushort)to.Port) { InInterface = InterfaceOf(from) };
    }

    /// <summary>Where its packets come in to the node; null: they do not.</summary>
    private string? InterfaceOf(Host from) => from == Node ? null : from == OtherClientPod ? "internode" : Bed.Pods.Any(pod => pod.Name == from.Name) ? from.Name : "uplink";

    private PacketExplainer ExplainerOf(Manifest[] manifests, IpFamily family, GraphArguments arguments)
    {
        GraphOptions options = GraphOptions.From(arguments with { DefaultNodePortAddresses = defaultNodePortAddresses });
        Manifest[] all = [NodeManifest.OfTestbed, new ServiceCidrManifest("kubernetes", Plan.ServiceCidrs.Split(',')), .. manifests];
        byte[] json = Encoding.UTF8.GetBytes(string.Join('\n', all.Select(manifest => manifest.ToJson().ToJsonString())));
        ManifestReading reading = new ManifestReader(new ObjectReader()).Read([ManifestReader.StandardInput], () => new MemoryStream(json));
        Assert.Empty(reading.Errors);
        FamilyGraph graph = GraphBuilder.Build(reading.ToClusterState(options.NodeName), options).Graph[family];
        return new PacketExplainer(graph, new HostAddresses(graph.Node, [Plan.SecondaryNode[family], Plan.PodGateway[family]]), Habits());
    }

    private PacketHabits Habits()
    {
        var services = new ServiceCollection();
        addBackend(services.AddLogging().AddKernel().AddSingleton<ICommandRunner>(Bed.NodeNamespace.Runner));
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IBackendExplainer>().Habits;
    }

    private string NameOf(IPAddress address) => new[] { Pod1, Pod2, OtherPod1, Node }.Single(host => host.Addresses.Contains(address)).Name;

    private static bool IsOfNode(IPAddress address) => Plan.Node.Contains(address) || Plan.SecondaryNode.Contains(address) || Plan.PodGateway.Contains(address);
}
