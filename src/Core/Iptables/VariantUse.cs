namespace Proxier.Core.Iptables;

/// <summary>What is in the rule engine of one variant.</summary>
/// <param name="RuleCount">In both families.</param>
/// <param name="HasHint">A chain that the kubelet makes so that others choose what it chose.</param>
/// <param name="HasOurs">A chain that only we make.</param>
public sealed record VariantUse(IptablesTool Tool, int RuleCount, bool HasHint, bool HasOurs)
{
    private static readonly string[] Hints = [":KUBE-IPTABLES-HINT ", ":KUBE-KUBELET-CANARY "];

    public static VariantUse Of(IptablesTool tool) => new(tool, 0, HasHint: false, HasOurs: false);

    /// <summary>For logs.</summary>
    public override string ToString() => $"{Tool.Variant}: {RuleCount} rules seen{(HasHint ? ", the kubelet's hint" : "")}{(HasOurs ? ", our own" : "")}";

    public VariantUse With(string savedLine) => savedLine switch
    {
        ['-', 'A', ..] => this with { RuleCount = RuleCount + 1 },
        [':', ..] when Array.Exists(Hints, hint => savedLine.StartsWith(hint, StringComparison.Ordinal)) => this with { HasHint = true },
        [':', ..] when savedLine.StartsWith($":{KubeChains.State} ", StringComparison.Ordinal) => this with { HasOurs = true },
        _ => this,
    };

    /// <summary>
    /// Where the kubelet is, or else where we were, or else where there are more rules, or else what the host calls iptables.
    /// </summary>
    /// <param name="uses">Of those variants that are installed.</param>
    public static IptablesVariant Choose(IReadOnlyCollection<VariantUse> uses, IptablesVariant host) => uses
        .OrderByDescending(use => use.HasHint)
        .ThenByDescending(use => use.HasOurs)
        .ThenByDescending(use => use.RuleCount)
        .ThenByDescending(use => use.Tool.Variant == host)
        .FirstOrDefault()?.Tool.Variant ?? host;
}
