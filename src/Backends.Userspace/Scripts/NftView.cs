using Proxier.Backends.Userspace.Rules;

namespace Proxier.Backends.Userspace.Scripts;

/// <summary>The model of every nft template that adds something. A script uses what it needs and leaves the rest empty.</summary>
internal sealed record NftView(Words Words, IReadOnlyList<NftGroup> Groups)
{
    public IReadOnlyList<LaneView> Lanes { get; init; } = [];

    public IReadOnlyList<NftGroup> Deletions { get; init; } = [];

    public IReadOnlyList<string> FlushedSets { get; } = ["allowed-sources", "cluster-ips", "firewalled", "nodeport-ips", "proxies", "service-ranges"];

    public IReadOnlyList<string> FlushedMaps { get; } = ["no-endpoint-nodeports", "no-endpoints", "node-portals", "own-node-portals", "own-portals", "portals"];
}
