using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>Writes entries as rules.</summary>
internal sealed class DispatchRules(DispatchRoot root, Frame frame)
{
    /// <summary>Kept word for word: operators and their tools look for it.</summary>
    private const string NodePortComment = "kubernetes service nodeports; NOTE: this must be the last rule in this chain";

    /// <summary>What a chain ends with, whatever it dispatches.</summary>
    public IEnumerable<DispatchRule> Tail => root == DispatchRoot.NatServices
        ? frame.NodePorts.Select(place => new DispatchRule
        {
            Comment = NodePortComment, IsLocal = true, Destination = place.Destination, Excluded = place.Excluded, Target = ChainName.NodePorts,
        })
        : [];

    /// <summary>One rule, but for a node port that is refused: the filter table has no jump that asks for the place before.</summary>
    public IEnumerable<DispatchRule> Of(DispatchEntry entry)
    {
        var rule = new DispatchRule
        {
            Comment = RuleComment.From(CommentOn(entry)),
            Protocol = RuleWords.Of(entry.Key.Protocol),
            Destination = entry.Key.ToAddress()?.ToString(),
            Ports = $"{entry.Key.Port}",
            Target = entry.Target,
        };
        return root == DispatchRoot.EmptyExternals && entry.Key.AddressDigits == 0
            ? frame.NodePorts.Select(place => rule with { IsLocal = true, Destination = place.Destination, Excluded = place.Excluded })
            : [rule];
    }

    private static string CommentOn(DispatchEntry entry) => entry.Kind switch
    {
        DispatchKind.ClusterIP => $"{entry.Owner} cluster IP",
        DispatchKind.ExternalIP => $"{entry.Owner} external IP",
        DispatchKind.LoadBalancerIP => $"{entry.Owner} loadbalancer IP",
        DispatchKind.NodePort => entry.Owner.ToString(),
        DispatchKind.NoEndpoints => $"{entry.Owner} has no endpoints",
        DispatchKind.NoLocalEndpoints => $"{entry.Owner} has no local endpoints",
        DispatchKind.SourceNotAllowed => $"{entry.Owner} traffic not accepted by {ChainName.SourceFirewall(entry.Owner)}",
        DispatchKind.HealthCheck => $"{entry.Owner} health check node port",
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Kind, "Not a kind of dispatch."),
    };
}
