using System.Text.Json.Serialization;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Listing;

/// <summary>One way into one service port, as this node forwards it.</summary>
/// <param name="Address">ip:port, or *:port for a node port.</param>
/// <param name="Endpoints">How many get traffic from outside the cluster that comes here.</param>
/// <param name="Ready">How many are ready, anywhere.</param>
/// <param name="Terminating">How many still answer on their way out, anywhere.</param>
/// <param name="Local">How many of both run on this node.</param>
/// <param name="AffinitySeconds">Null without session affinity.</param>
/// <param name="AllowedSources">Null: everybody.</param>
/// <param name="Objects">Where the backend keeps it.</param>
public sealed record ServiceRow(
    string Namespace,
    string Name,
    string Port,
    Protocol Protocol,
    IpFamily Family,
    FrontendKind Kind,
    string Address,
    int Endpoints,
    int Ready,
    int Terminating,
    int Local,
    TrafficPolicy Policy,
    long? AffinitySeconds,
    IReadOnlyList<string>? AllowedSources,
    Scheduler Scheduler,
    Masquerade Masquerade,
    IReadOnlyList<string> Objects)
{
    /// <summary>The same for each version of the row.</summary>
    [JsonIgnore]
    public string Key => $"{Namespace}/{Name}:{Port} {Protocol} {Kind} {Address} {Family}";

    /// <summary>Everything that is shown, as one value to compare.</summary>
    [JsonIgnore]
    public string Content => string.Join('|', Endpoints, Ready, Terminating, Local, Policy, AffinitySeconds, AllowedSources is null ? "" : string.Join(',', AllowedSources), Scheduler, Masquerade, string.Join(',', Objects));
}
