using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Testing.KubeProxy;

namespace Proxier.Live.Table;

internal sealed class NftYardstick(RivalNftShape shape, TimeSpan limit)
    : Yardstick(shape == RivalNftShape.AnonymousMap ? Contender.Nftables136 : Contender.Nftables135, limit)
{
    private const int Piece = 2000;

    private readonly RivalNft _rules = new(IpFamily.IPv4, shape) { ClusterCidr = RivalCluster.ClusterCidr, ServiceCidr = RivalCluster.ServiceCidr };

    public override string Tool => "nft";

    public override Command? Listing => Run("nft", null, "--json", "--terse", "list", "table", "ip", "kube-proxy");

    public override Command Full(IReadOnlyList<RivalService> services) => Pipe(_rules.Full(services));

    /// <summary>A chain for each endpoint takes too long in pieces, too.</summary>
    public override IEnumerable<Command> Pieces(IReadOnlyList<RivalService> services) => shape != RivalNftShape.AnonymousMap
        ? []
        : services.Chunk(Piece).Select((some, i) => Pipe(i == 0 ? _rules.Full(some) : some.SelectMany(_rules.Added)));

    /// <summary>Elements are read back and found to be there; chains are written.</summary>
    public override IReadOnlyList<Command> Again(IReadOnlyList<RivalService> services) =>
    [
        Run("nft", null, "--json", "--terse", "list", "table", "ip", "kube-proxy"),
        Run("nft", null, "--json", "list", "set", "ip", "kube-proxy", "cluster-ips"),
        Run("nft", null, "--json", "list", "map", "ip", "kube-proxy", "service-ips"),
        Pipe(_rules.Again(services)),
    ];

    public override Command Changed(IReadOnlyList<RivalService> services, IReadOnlyList<(RivalService Before, RivalService After)> changes) =>
        Pipe(changes.SelectMany(change => _rules.Changed(change.Before, change.After)));

    public override Command Added(IReadOnlyList<RivalService> services, RivalService service) => Pipe(_rules.Added(service));

    public override Command Removed(IReadOnlyList<RivalService> services, RivalService service) => Pipe(_rules.Removed(service));

    public override Command? Swept(IReadOnlyList<(RivalService Before, RivalService? After)> changes) =>
        Pipe(changes.SelectMany(change => _rules.Swept(change.Before, change.After)));

    private static Command Pipe(IEnumerable<string> lines) => Run("nft", lines, "-f", "-");
}
