using Proxier.Backends.Userspace.Rules;
using Proxier.Backends.Userspace.Scripts;
using Proxier.Core.Backends;
using Proxier.Core.Explaining;
using Proxier.Core.Nftables;

namespace Proxier.Backends.Userspace.Explaining;

/// <summary>The elements and chains of nft that a packet meets, as the template writes them.</summary>
internal sealed class NftPath(UserspaceTemplates templates, PortalPath path)
{
    private readonly NftElements _elements = NftElements.Of(path.Graph, path.Plan);

    private readonly IReadOnlyDictionary<string, string> _chains =
        ScriptChains.Of(templates.NftFull.Bind(new NftView(Words.Of(path.Graph.Family, path.Graph.Node), [])).Lines());

    public IEnumerable<KernelObject> Objects() => [.. Guard(), .. path.Verdict.Cause switch
    {
        Cause.HasEndpoints => Forward(),
        Cause.NoEndpoints => [.. Map("no-endpoints", "no-endpoint-nodeports"), .. Chains("endpoint-check", "refuse")],
        Cause.NoLocalEndpoints => [.. Map("no-endpoints", "no-endpoint-nodeports"), .. Chains("endpoint-check")],
        Cause.UnusedPort or Cause.UnsupportedProtocol => [.. Set("cluster-ips"), .. Chains("cluster-ip-check", "refuse")],
        Cause.UnusedClusterIP => [.. RangesAround(), .. Chains("cluster-ip-check")],
        _ => Enumerable.Empty<KernelObject>(),
    }];

    private KernelObject[] Guard() => path.Verdict.Frontend?.AllowedSources is null ? [] : [.. Set("firewalled"), .. Set("allowed-sources"), .. Chains("firewall")];

    private IEnumerable<KernelObject> Forward()
    {
        PacketVerdict verdict = path.Verdict;
        string chain = verdict.Origin.IsNode ? "portals-host" : verdict.TakesShortCircuit ? "portals-own" : "portals-container";
        string map = (verdict.TakesShortCircuit ? "own-" : "") + (path.IsNodePort ? "node-portals" : "portals");
        return [.. Elements("map", map), .. Rules(chain, map), .. Set("proxies"), .. Chains("proxy-check")];
    }

    /// <summary>The rule of this protocol.</summary>
    private IEnumerable<KernelObject> Rules(string chain, string map) => _chains[chain].Split('\n')
        .Where(rule => rule.Contains($"l4proto {NftElements.Word(path.Verdict.Packet.Protocol)} ", StringComparison.Ordinal) && rule.EndsWith($" @{map}", StringComparison.Ordinal))
        .Select(rule => new KernelObject("rule", $"chain {chain}", rule));

    private IEnumerable<KernelObject> RangesAround() => path.Graph.Node.ServiceRanges
        .Where(range => range.Contains(path.Verdict.Packet.Destination)).Select(range => new KernelObject("element", "set service-ranges", $"{range}"));

    private IEnumerable<KernelObject> Map(string byAddress, string byNodePort) => Elements("map", path.IsNodePort ? byNodePort : byAddress);

    private IEnumerable<KernelObject> Set(string name) => Elements("set", name);

    private IEnumerable<KernelObject> Elements(string kind, string name) =>
        _elements.Containers.TryGetValue(name, out var elements) ? elements.Values.Select(text => new KernelObject("element", $"{kind} {name}", text)) : [];

    private IEnumerable<KernelObject> Chains(params string[] names) => names.Select(name => new KernelObject("chain", $"chain {name}", _chains[name]));
}
