namespace Proxier.Core.Iptables;

/// <summary>What of one table matters to us: chains of our names, and the rules of chains that we share with others.</summary>
/// <param name="Rules">Without the command, as the tool writes them.</param>
public sealed record SavedTable(IReadOnlySet<string> Chains, IReadOnlyList<string> Rules)
{
    public static SavedTable Empty { get; } = new(new HashSet<string>(), []);

    public bool Has(IReadOnlyList<string> rule) => Rules.Any(saved => RuleWords.AreSame(RuleWords.Split(saved), rule));

    /// <summary>The rules that are this hook: normally one.</summary>
    public IEnumerable<string> RulesOf(IptablesHook hook) => Rules.Where(saved => RuleWords.AreSame(RuleWords.Split(saved), hook.Words));
}
