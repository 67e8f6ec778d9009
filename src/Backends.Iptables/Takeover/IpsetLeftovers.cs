using Proxier.Core;
using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;

namespace Proxier.Backends.Iptables.Takeover;

/// <summary>The sets of the mode ipvs, by their exact names. They can be destroyed once no rule names them any more.</summary>
internal sealed class IpsetLeftovers(ICommandRunner runner) : ILeftoverSource
{
    private const string IPv6Prefix = "KUBE-6-";

    /// <summary>The kernel allows 31 characters (IPSET_MAXNAMELEN less the end).</summary>
    private const int MaxName = 31;

    private static readonly HashSet<string> Names =
    [
        "KUBE-LOOP-BACK", "KUBE-CLUSTER-IP", "KUBE-EXTERNAL-IP", "KUBE-EXTERNAL-IP-LOCAL", "KUBE-LOAD-BALANCER", "KUBE-LOAD-BALANCER-LOCAL",
        "KUBE-LOAD-BALANCER-FW", "KUBE-LOAD-BALANCER-SOURCE-IP", "KUBE-LOAD-BALANCER-SOURCE-CIDR", "KUBE-NODE-PORT-TCP", "KUBE-NODE-PORT-LOCAL-TCP",
        "KUBE-NODE-PORT-UDP", "KUBE-NODE-PORT-LOCAL-UDP", "KUBE-NODE-PORT-SCTP-HASH", "KUBE-NODE-PORT-LOCAL-SCTP-HASH", "KUBE-HEALTH-CHECK-NODE-PORT",
        "KUBE-IPVS-IPS",
    ];

    private static readonly HashSet<string> IPv6Names = [.. Names.Select(name => IPv6Prefix + name["KUBE-".Length..]).Select(name => name[..Math.Min(name.Length, MaxName)])];

    public string Tool => "ipset";

    public async ValueTask<IReadOnlyList<Leftover>> FindAsync(string mode, IpFamily family, CancellationToken cancel)
    {
        if (mode == ProxyModeWords.Ipvs)
            return [];
        try
        {
            CommandResult list = await runner.RunAsync(new Command("ipset", ["list", "-n"]), cancel).ConfigureAwait(false);
            HashSet<string> known = family == IpFamily.IPv4 ? Names : IPv6Names;
            string[] found = [.. list.Output.Split('\n').Where(known.Contains).Order(StringComparer.Ordinal)];
            return found.Length == 0 ? [] : [new Leftover(ProxyModeWords.Ipvs, Tool, family, "set", "", [.. found])];
        }
        catch (CommandFailedException failure) when (failure.IsNotInstalled)
        {
            return [];
        }
    }

    public async ValueTask<IReadOnlyList<Leftover>> RemoveAsync(string mode, IpFamily family, CancellationToken cancel)
    {
        IReadOnlyList<Leftover> found = await FindAsync(mode, family, cancel).ConfigureAwait(false);
        foreach (string name in found.SelectMany(left => left.Names))
            await runner.RunAsync(new Command("ipset", ["destroy", name]), cancel).ConfigureAwait(false);
        return found;
    }
}
