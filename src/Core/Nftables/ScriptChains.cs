namespace Proxier.Core.Nftables;

/// <summary>The chains of a script for nft, as a template wrote them: what is shown is what is in force.</summary>
public static class ScriptChains
{
    /// <returns>By name: the rules, one in a line.</returns>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> script)
    {
        Dictionary<string, string> chains = [];
        string? name = null;
        List<string> rules = [];
        foreach (string line in script.Select(line => line.Trim()))
        {
            if (name is null && line.StartsWith("chain ", StringComparison.Ordinal))
                (name, rules) = (line.Split(' ')[1], [.. InsideOf(line)]);
            else if (name is not null && line != "}")
                rules.Add(line);
            if (name is not null && line.EndsWith('}') && (line == "}" || line.StartsWith("chain ", StringComparison.Ordinal)))
                (chains[name], name) = (string.Join('\n', rules), null);
        }

        return chains;
    }

    /// <summary>A short chain is written in one line.</summary>
    private static string[] InsideOf(string line) =>
        line.EndsWith('}') ? line[(line.IndexOf('{') + 1)..^1].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
}
