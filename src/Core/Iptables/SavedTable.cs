namespace Proxier.Core.Iptables;

/// <summary>What of one table matters to us: chains of our names, and the rules of chains that we share with others.</summary>
/// <param name="Rules">Without the command, as the tool writes them.</param>
/// <param name="RuleCounts">How many rules each chain of our names has; chains without rules may be left out.</param>
public sealed record SavedTable(IReadOnlySet<string> Chains, IReadOnlyList<string> Rules, IReadOnlyDictionary<string, int> RuleCounts)
{
    public static SavedTable Empty { get; } = new(new HashSet<string>(), [], new Dictionary<string, int>());

    /// <summary>What our state chain says; null when it says nothing.</summary>
    public string? StateComment => Rules.Select(RuleWords.Split).Where(words => words[0] == KubeChains.State).Select(CommentOf).FirstOrDefault();

    public bool Has(IReadOnlyList<string> rule) => Rules.Any(saved => RuleWords.AreSame(RuleWords.Split(saved), rule));

    /// <summary>The rules that are this hook: normally one.</summary>
    public IEnumerable<string> RulesOf(IptablesHook hook) => Rules.Where(saved => RuleWords.AreSame(RuleWords.Split(saved), hook.Words));

    private static string? CommentOf(IReadOnlyList<string> words)
    {
        int option = words.ToList().IndexOf("--comment");
        return option >= 0 && option + 1 < words.Count ? words[option + 1] : null;
    }
}
