namespace Proxier.Testing.Iptables;

/// <summary>One table: chains, each a list of rules as text.</summary>
public sealed class RestoreTable
{
    private const int LongestName = 28; // XT_EXTENSION_MAXNAMELEN less its end

    private static readonly string[] Targets = ["ACCEPT", "DROP", "RETURN", "REJECT", "MARK", "MASQUERADE", "DNAT"];

    private readonly SortedDictionary<string, List<string>> _chains = new(StringComparer.Ordinal);

    public RestoreTable(IEnumerable<string> builtIn)
    {
        foreach (string chain in builtIn)
            _chains[chain] = [];
        BuiltIn = [.. _chains.Keys];
    }

    private RestoreTable(RestoreTable other)
        : this(other.BuiltIn)
    {
        foreach ((string chain, List<string> rules) in other._chains)
            _chains[chain] = [.. rules];
    }

    public IReadOnlyCollection<string> Chains => _chains.Keys;

    private IReadOnlyList<string> BuiltIn { get; }

    /// <summary>Null: there is no such chain.</summary>
    public IReadOnlyList<string>? Rules(string chain) => _chains.GetValueOrDefault(chain);

    public RestoreTable Copy() => new(this);

    public void Run(string line)
    {
        if (line[0] == ':')
            Declare(line[1..].Split(' ')[0]);
        else
            Run(RestoreRule.Split(line));
    }

    /// <summary>Everything, chain by chain.</summary>
    public string Dump() => string.Join('\n', _chains.Select(chain => $":{chain.Key}\n{string.Concat(chain.Value.Select(rule => rule + "\n"))}"));

    private void Declare(string chain)
    {
        Refuse.If(BuiltIn.Contains(chain), $"{chain} is a built-in chain");
        Refuse.If(chain.Length is 0 or > LongestName, $"{chain} is no name for a chain");
        _chains[chain] = [];
    }

    private void Run(IReadOnlyList<string> words)
    {
        List<string> rules = Find(words[1]);
        switch (words[0])
        {
            case "-A":
                rules.Add(Checked(words.Skip(2)));
                break;
            case "-I":
                bool hasNumber = int.TryParse(words[2], out int number);
                Refuse.If(hasNumber && (number < 1 || number > rules.Count + 1), $"rule number {number} is not in {words[1]}");
                rules.Insert(hasNumber ? number - 1 : 0, Checked(words.Skip(hasNumber ? 3 : 2)));
                break;
            case "-D":
                Refuse.If(!rules.Remove(Checked(words.Skip(2))), $"no such rule: {string.Join(' ', words)}");
                break;
            case "-C":
                Refuse.If(!rules.Contains(Checked(words.Skip(2))), $"no such rule: {string.Join(' ', words)}");
                break;
            case "-X":
                Delete(words[1], rules);
                break;
            default:
                throw new RestoreRefusedException($"{words[0]} is no command");
        }
    }

    private void Delete(string chain, List<string> rules)
    {
        Refuse.If(BuiltIn.Contains(chain), $"{chain} is a built-in chain");
        Refuse.If(rules.Count > 0, $"{chain} is not empty");
        Refuse.If(_chains.Values.Any(list => list.Any(rule => RestoreRule.TargetOf(rule) == chain)), $"{chain} is in use");
        _chains.Remove(chain);
    }

    private List<string> Find(string chain) => _chains.GetValueOrDefault(chain) ?? throw new RestoreRefusedException($"no chain {chain}");

    private string Checked(IEnumerable<string> words)
    {
        string rule = RestoreRule.Join(words);
        string? target = RestoreRule.TargetOf(rule);
        Refuse.If(target is not null && !_chains.ContainsKey(target) && !Targets.Contains(target), $"no chain or target {target}");
        return rule;
    }

    private static class Refuse
    {
        public static void If(bool condition, string reason)
        {
            if (condition)
                throw new RestoreRefusedException(reason);
        }
    }
}
