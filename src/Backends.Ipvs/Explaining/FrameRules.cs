using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Backends;
using Proxier.Core.Explaining;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Explaining;

/// <summary>The fixed rules of one family, as the template writes them: what is shown is what is in force.</summary>
internal sealed class FrameRules(IScriptText rules, IpFamily family)
{
    private readonly List<FrameRule> _rules = [.. Read(rules.Lines())];

    /// <summary>All of a chain.</summary>
    public IEnumerable<KernelObject> Of(string table, string chain) => In(table, chain).Select(rule => rule.Object);

    /// <summary>Those that look at no set.</summary>
    public IEnumerable<KernelObject> WithoutSets(string table, string chain) => In(table, chain).Where(rule => rule.Sets.Count == 0).Select(rule => rule.Object);

    /// <summary>Those that lead from one chain to another, whatever they look at.</summary>
    public IEnumerable<KernelObject> Between(string table, string chain, string target) => In(table, chain).Where(rule => rule.Target == target).Select(rule => rule.Object);

    /// <summary>Those that look at one of these sets.</summary>
    public IEnumerable<KernelObject> Naming(string table, string chain, IEnumerable<IpSet> sets)
    {
        HashSet<string> names = [.. sets.Select(set => set.In(family))];
        return In(table, chain).Where(rule => rule.Sets.Any(names.Contains)).Select(rule => rule.Object);
    }

    private IEnumerable<FrameRule> In(string table, string chain) => _rules.Where(rule => rule.Object.Place == $"{table} {chain}");

    private static IEnumerable<FrameRule> Read(string[] lines)
    {
        string table = "";
        foreach (string line in lines)
        {
            if (line.StartsWith('*'))
                table = line[1..];
            else if (line.StartsWith("-A ", StringComparison.Ordinal))
                yield return FrameRule.Of(table, line);
        }
    }

    /// <param name="Sets">Names.</param>
    private sealed record FrameRule(KernelObject Object, IReadOnlyList<string> Sets, string Target)
    {
        public static FrameRule Of(string table, string line)
        {
            List<string> words = [.. RuleWords.Split(line)];
            int target = words.LastIndexOf("-j");
            return new FrameRule(
                new KernelObject("rule", $"{table} {words[1]}", line), [.. words.Zip(words.Skip(1)).Where(pair => pair.First == "--match-set").Select(pair => pair.Second)],
                target < 0 ? "" : words[target + 1]);
        }
    }
}
