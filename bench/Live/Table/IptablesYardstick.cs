using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Testing.KubeProxy;

namespace Proxier.Live.Table;

/// <summary>Chains of services that are gone stay for the clean-up that large clusters put off.</summary>
internal sealed class IptablesYardstick(TimeSpan limit) : Yardstick(Contender.Iptables, limit)
{
    private readonly RivalIptables _rules = new(IpFamily.IPv4) { ClusterCidr = RivalCluster.ClusterCidr };

    public override string Tool => "iptables-legacy";

    public override Command Full(IReadOnlyList<RivalService> services) => Restore(_rules.Full(services));

    public override IReadOnlyList<Command> Again(IReadOnlyList<RivalService> services) =>
        [Run("iptables-legacy-save", null, "-t", "nat"), Restore(_rules.Partial(services, services))];

    public override Command Changed(IReadOnlyList<RivalService> services, IReadOnlyList<(RivalService Before, RivalService After)> changes) =>
        Restore(_rules.Partial(services, changes.Select(change => change.After)));

    public override Command Added(IReadOnlyList<RivalService> services, RivalService service) => Restore(_rules.Partial(services, [service]));

    public override Command Removed(IReadOnlyList<RivalService> services, RivalService service) => Restore(_rules.Partial(services, []));

    private static Command Restore(IEnumerable<string> lines) => Run("iptables-legacy-restore", lines, "--noflush", "--counters");
}
