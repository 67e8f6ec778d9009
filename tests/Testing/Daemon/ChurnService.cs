using System.Collections.Immutable;
using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Testing.Daemon;

/// <summary>One service of a churning cluster: everything about it that changes.</summary>
/// <param name="Number">0 to 999; of its name, its address and its node port.</param>
internal sealed record ChurnService(int Number, Protocol Protocol)
{
    private static readonly string[] Schedulers = ["random", "round-robin", "source-hash", "maglev"];

    private static readonly int[] TargetPorts = [8080, 8081, 9090];

    public bool Exists { get; init; }

    public ImmutableArray<Host> Endpoints { get; init; } = [];

    public int TargetPort { get; init; } = TargetPorts[0];

    public bool IsSticky { get; init; }

    public bool HasNodePort { get; init; }

    public string Scheduler { get; init; } = Schedulers[0];

    public IpFamily Family => (IpFamily)(Number % 2);

    public AddressPair Address => AddressPair.Of($"10.96.{1 + (Number / 250)}.{1 + (Number % 250)}", $"fd00:10:96::{0x1000 + Number:x}");

    public ServiceManifest Service => new($"churn-{Number}")
    {
        Annotations = new Dictionary<string, string> { [Core.Objects.Service.SchedulerAnnotation] = Scheduler },
        Type = HasNodePort ? ServiceType.NodePort : ServiceType.ClusterIP,
        ClusterIPs = [Address[Family]],
        Ports = [new PortManifest("", Protocol, 80, HasNodePort ? 30_000 + Number : 0)],
        AffinitySeconds = IsSticky ? 600 : null,
    };

    public SliceManifest Slice => new($"churn-{Number}", $"churn-{Number}", Family)
    {
        Ports = [new PortManifest("", Protocol, TargetPort)],
        Endpoints = [.. Endpoints.Select(host => new EndpointManifest(host))],
    };

    /// <summary>Another one that differs in one respect, most often in its endpoints.</summary>
    public ChurnService Changed(Random random, IReadOnlyList<Host> pods) => random.Next(10) switch
    {
        _ when !Exists => this with { Exists = true },
        0 => this with { Exists = false },
        1 => this with { IsSticky = !IsSticky },
        2 => this with { HasNodePort = !HasNodePort },
        3 => this with { TargetPort = random.GetItems(TargetPorts, 1)[0] },
        4 => this with { Scheduler = random.GetItems(Schedulers, 1)[0] },
        _ => WithEndpoints(random, pods),
    };

    public ChurnService WithEndpoints(Random random, IReadOnlyList<Host> pods)
    {
        Host[] shuffled = [.. pods];
        random.Shuffle(shuffled);
        return this with { Endpoints = [.. shuffled.Take(random.Next(9))] };
    }
}
