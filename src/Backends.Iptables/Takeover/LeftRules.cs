using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Takeover;

/// <summary>Reads from <c>iptables-save</c>, line by line, what a proxy left and what leads to it.</summary>
internal sealed class LeftRules
{
    private const string KubeletMarks = "KUBE-MARK-DROP";

    private readonly List<Table> _tables = [];

    /// <summary>Some of it is ours.</summary>
    public bool AreOurs => _tables.Any(table => table.Chains.Contains(ChainName.State) || table.Chains.Contains(KubeChains.PortalsFilter));

    public IEnumerable<LeftTable> Tables => _tables.Select(table => new LeftTable(
        table.Name,
        [.. table.Chains.Where(chain => ProxyChains.ModeOf(table.Name, chain) is not null).Order(StringComparer.Ordinal)],
        table.Ways,
        table.Name == "nat" && table.Chains.Contains(KubeletMarks)));

    public void Add(string line)
    {
        if (line.StartsWith('*'))
            _tables.Add(new Table(line[1..]));
        else if (line.StartsWith(':'))
            AddChain(_tables[^1], line[1..].Split(' '));
        else if (line.StartsWith("-A ", StringComparison.Ordinal))
            AddRule(_tables[^1], line[3..]);
    }

    private static void AddChain(Table table, string[] words)
    {
        bool isBuiltIn = words.Length > 1 && words[1] != "-";
        (isBuiltIn ? table.BuiltIn : table.Chains).Add(words[0]);
    }

    /// <summary>Rules of a proxy's own chains go with them.</summary>
    private static void AddRule(Table table, string rule)
    {
        string chain = rule[..Math.Max(0, rule.IndexOf(' '))];
        if (ProxyChains.ModeOf(table.Name, chain) is not null || !rule.Contains(" KUBE-", StringComparison.Ordinal))
            return;
        IReadOnlyList<string> words = RuleWords.Split(rule);
        int verb = words.TakeWhile(word => word is not ("-j" or "-g")).Count();
        if (verb + 1 < words.Count && ProxyChains.ModeOf(table.Name, words[verb + 1]) is not null)
            table.Ways.Add(new WayIn(rule, words[verb + 1], table.BuiltIn.Contains(chain) && ProxyChains.IsHooked(words[verb + 1])));
    }

    private sealed record Table(string Name)
    {
        public HashSet<string> BuiltIn { get; } = [];

        public HashSet<string> Chains { get; } = [];

        public List<WayIn> Ways { get; } = [];
    }
}
