using System.Net;
using Proxier.Backends.Userspace.Rules;
using Proxier.Backends.Userspace.Scripts;
using Proxier.Core.Backends;
using Proxier.Core.Explaining;

namespace Proxier.Backends.Userspace.Explaining;

/// <summary>The rules of iptables that a packet meets, as the template writes them.</summary>
internal sealed class IptablesPath(UserspaceTemplates templates, PortalPath path)
{
    private readonly IptablesRule[] _rules = [.. new IptablesRules(path.Graph, path.Plan).All()];

    public IEnumerable<KernelObject> Objects() => [.. Named(IptablesChains.Firewall), .. path.Verdict.Cause switch
    {
        Cause.HasEndpoints => [.. Redirects(), .. Named(IptablesChains.NodePortNonLocal)],
        Cause.NoEndpoints or Cause.NoLocalEndpoints => Named(IptablesChains.Filter),
        Cause.UnusedPort or Cause.UnsupportedProtocol => ForAddress(path.Verdict.Packet.Destination),
        Cause.UnusedClusterIP => path.Graph.Node.ServiceRanges.Where(range => range.Contains(path.Verdict.Packet.Destination)).SelectMany(range => For($"{range}")),
        _ => Enumerable.Empty<KernelObject>(),
    }];

    private IEnumerable<KernelObject> Redirects()
    {
        bool isHost = path.Verdict.Origin.IsNode;
        string chain = (path.IsNodePort, isHost) switch
        {
            (true, true) => IptablesChains.NodePortHost,
            (true, false) => IptablesChains.NodePortContainer,
            (false, true) => IptablesChains.PortalsHost,
            (false, false) => IptablesChains.PortalsContainer,
        };
        return Texts(_rules.Where(rule => rule.Chain == chain && path.Lane is { } lane && EndsWith(rule.Target, lane.Port)));
    }

    /// <summary>Those of a chain that are about the service port.</summary>
    private IEnumerable<KernelObject> Named(string chain) => Texts(_rules.Where(rule => rule.Chain == chain && rule.Comment.Length > 0));

    private IEnumerable<KernelObject> ForAddress(IPAddress address) => For($"{address}");

    /// <summary>Those without a service.</summary>
    private IEnumerable<KernelObject> For(string destination) =>
        Texts(_rules.Where(rule => rule.Chain == IptablesChains.Filter && rule.Comment.Length == 0 && rule.Match.StartsWith($" -d {destination} ", StringComparison.Ordinal)));

    private static bool EndsWith(string target, ushort port) => target.EndsWith($" {port}", StringComparison.Ordinal) || target.EndsWith($":{port}", StringComparison.Ordinal);

    private IEnumerable<KernelObject> Texts(IEnumerable<IptablesRule> rules) => rules.GroupBy(rule => TableOf(rule.Chain)).SelectMany(table =>
        templates.IptablesFull.Bind(new IptablesView([], [new IptablesTable(table.Key, [], [.. table])])).Lines()
            .Where(line => line.StartsWith("-A ", StringComparison.Ordinal))
            .Select(line => new KernelObject("rule", $"{table.Key} {line.Split(' ')[1]}", line)));

    private static string TableOf(string chain) => IptablesChains.Tables.First(table => table.Chains.Contains(chain)).Table;
}
