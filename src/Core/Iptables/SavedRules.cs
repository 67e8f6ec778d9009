using Proxier.Core.Commands;
using Proxier.Core.Objects;

namespace Proxier.Core.Iptables;

/// <summary>What <c>iptables-save</c> says, as far as it matters to us. Read line by line: with 10,000 services it is 30 MB.</summary>
public sealed class SavedRules
{
    private readonly Dictionary<string, (HashSet<string> Chains, List<string> Rules, Dictionary<string, int> Counts)> _tables = [];
    private readonly HashSet<string> _shared = [KubeChains.Firewall, KubeChains.State];
    private string _table = "";

    public SavedTable this[string table] => _tables.TryGetValue(table, out var found) ? new SavedTable(found.Chains, found.Rules, found.Counts) : SavedTable.Empty;

    public IEnumerable<string> Tables => _tables.Keys;

    /// <summary>There is a chain that only we make.</summary>
    public bool AreOurs => _tables.Values.Any(table => table.Chains.Contains(KubeChains.State));

    /// <summary>There are rules for services already, ours or those of kube-proxy.</summary>
    public bool HaveServices => this["nat"].Chains.Contains(KubeChains.Services);

    /// <exception cref="CommandFailedException">The tool is missing, or cannot read the rules.</exception>
    public static async ValueTask<SavedRules> ReadAsync(ICommandRunner runner, IptablesTool tool, IpFamily family, CancellationToken cancel)
    {
        var saved = new SavedRules();
        await foreach (string line in runner.ReadLinesAsync(new Command(tool.Save(family), []), cancel).ConfigureAwait(false))
            saved.Add(line);
        return saved;
    }

    /// <param name="text">All of what the tool printed.</param>
    public static SavedRules Parse(string text)
    {
        var saved = new SavedRules();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            saved.Add(line.ToString());
        return saved;
    }

    public void Add(string line)
    {
        if (line.StartsWith('*'))
            _tables[_table = line[1..]] = ([], [], []);
        else if (line.StartsWith(':'))
            AddChain(line[1..].Split(' '));
        else if (line.StartsWith("-A ", StringComparison.Ordinal))
            AddRule(line[3..]);
    }

    private void AddChain(string[] words)
    {
        bool isBuiltIn = words.Length > 1 && words[1] != "-";
        if (isBuiltIn)
            _shared.Add(words[0]);
        else if (words[0].StartsWith("KUBE-", StringComparison.Ordinal))
            _tables[_table].Chains.Add(words[0]);
    }

    private void AddRule(string rule)
    {
        int end = rule.IndexOf(' ');
        string chain = end < 0 ? rule : rule[..end];
        (HashSet<string> chains, List<string> rules, Dictionary<string, int> counts) = _tables[_table];
        if (chains.Contains(chain))
            counts[chain] = counts.GetValueOrDefault(chain) + 1;
        if (_shared.Contains(chain))
            rules.Add(rule);
    }
}
