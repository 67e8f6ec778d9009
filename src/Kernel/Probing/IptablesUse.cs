namespace Proxier.Kernel.Probing;

/// <summary>Which variant of iptables this host uses, and why we think so.</summary>
internal sealed record IptablesUse(IptablesTools Tools, string Reason)
{
    /// <summary>Chains that kubelet makes, for others to find out where it writes.</summary>
    private static readonly string[] Hints = [":KUBE-IPTABLES-HINT ", ":KUBE-KUBELET-CANARY "];

    public string Note => $"variant of iptables: {Reason}";

    /// <summary>As kubelet does, so that all rules of the node are in one place; else where more rules are.</summary>
    /// <param name="legacy">What <c>iptables-legacy-save</c> and its IPv6 twin print; null: that variant is not installed.</param>
    /// <param name="nft">The same of <c>iptables-nft-save</c>.</param>
    public static IptablesUse Of(string? legacy, string? nft)
    {
        if (legacy is null || nft is null)
            return OnlyOne(legacy, nft);
        return (HintIn(legacy), HintIn(nft)) switch
        {
            (null, { } hint) => new IptablesUse(IptablesTools.Nft, $"nf_tables: kubelet's chain {hint} is there"),
            ({ } hint, null) => new IptablesUse(IptablesTools.Legacy, $"legacy: kubelet's chain {hint} is there"),
            _ => WithMoreRules(Rules(legacy), Rules(nft)),
        };
    }

    private static IptablesUse WithMoreRules(int legacy, int nft) =>
        nft > legacy ? new IptablesUse(IptablesTools.Nft, $"nf_tables: it has {nft} rules, legacy {legacy}")
        : legacy > nft ? new IptablesUse(IptablesTools.Legacy, $"legacy: it has {legacy} rules, nf_tables {nft}")
        : new IptablesUse(IptablesTools.Default, "what the command iptables is, as neither variant has more rules");

    private static IptablesUse OnlyOne(string? legacy, string? nft) =>
        nft is not null ? new IptablesUse(IptablesTools.Nft, "nf_tables: the only one installed")
        : legacy is not null ? new IptablesUse(IptablesTools.Legacy, "legacy: the only one installed")
        : new IptablesUse(IptablesTools.Default, "what the command iptables is");

    private static string? HintIn(string save) => Hints.FirstOrDefault(hint => save.Split('\n').Any(line => line.StartsWith(hint, StringComparison.Ordinal)))?.Trim(' ', ':');

    private static int Rules(string save) => save.Split('\n').Count(line => line.StartsWith("-A ", StringComparison.Ordinal));
}
