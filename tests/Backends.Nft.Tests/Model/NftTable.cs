using System.Text.RegularExpressions;

namespace Proxier.Backends.Nft.Tests.Model;

/// <summary>One table: containers with elements, and chains with rules as text.</summary>
internal sealed partial class NftTable
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _containers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<string>> _chains = new(StringComparer.Ordinal);

    public IEnumerable<string> Chains => _chains.Keys;

    public IEnumerable<string> Containers => _containers.Keys;

    public SortedDictionary<string, string> Container(string name) =>
        _containers.TryGetValue(name, out SortedDictionary<string, string>? elements) ? elements : throw new NftRefusal($"No such set or map: {name}");

    public IReadOnlyList<string> Rules(string chain) => _chains.TryGetValue(chain, out List<string>? rules) ? rules : throw new NftRefusal($"No such chain: {chain}");

    public NftTable Copy()
    {
        var copy = new NftTable();
        foreach ((string name, SortedDictionary<string, string> elements) in _containers)
            copy._containers[name] = new SortedDictionary<string, string>(elements, StringComparer.Ordinal);
        foreach ((string name, List<string> rules) in _chains)
            copy._chains[name] = [.. rules];
        return copy;
    }

    /// <summary>The body of a <c>table … {</c> block.</summary>
    public void Declare(Queue<string> lines)
    {
        for (string line = lines.Dequeue(); line != "}"; line = lines.Dequeue())
        {
            Match declaration = Declaration().Match(line);
            if (!declaration.Success)
                throw new NftRefusal($"Not a declaration that we use: {line}");
            string name = declaration.Groups["name"].Value, body = declaration.Groups["body"].Value.Trim();
            if (declaration.Groups["kind"].Value == "chain")
                AddChain(name, body.Length > 0 ? Statements(body) : Body(lines));
            else if (name.Length > 0)
                AddContainer(name);
        }
    }

    public void AddContainer(string name) => _containers.TryAdd(name, new SortedDictionary<string, string>(StringComparer.Ordinal));

    public void DeleteContainer(string name)
    {
        Container(name);
        if (_chains.Any(chain => chain.Value.Any(rule => References(rule, "@").Contains(name))))
            throw new NftRefusal($"Busy: {name}");
        _containers.Remove(name);
    }

    public void AddChain(string name, IReadOnlyList<string> rules)
    {
        if (_chains.TryGetValue(name, out List<string>? existing) && existing.Count > 0 && rules.Count > 0)
            throw new NftRefusal($"Chain {name} has rules, and would have them twice");
        _chains[name] = [.. rules];
    }

    public void DeleteChain(string name)
    {
        Rules(name);
        if (_chains.Any(chain => chain.Key != name && chain.Value.Any(rule => Jumps(rule).Contains(name)))
            || _containers.Values.Any(elements => elements.Values.Any(value => Jumps(value).Contains(name))))
            throw new NftRefusal($"Busy: {name}");
        _chains.Remove(name);
    }

    public void FlushRules()
    {
        foreach (List<string> rules in _chains.Values)
            rules.Clear();
    }

    public void AddElements(string container, IEnumerable<string> elements)
    {
        SortedDictionary<string, string> target = Container(container);
        foreach (string element in elements)
        {
            string[] parts = element.Split(" : ");
            string key = Comment().Replace(parts[0], ""), value = parts.Length > 1 ? parts[1] : "";
            if (target.TryGetValue(key, out string? old) && old != value)
                throw new NftRefusal($"File exists: {container} {key}");
            target[key] = value;
        }
    }

    public void DeleteElements(string container, IEnumerable<string> keys)
    {
        SortedDictionary<string, string> target = Container(container);
        foreach (string key in keys)
        {
            if (!target.Remove(key))
                throw new NftRefusal($"No such element: {container} {key}");
        }
    }

    /// <summary>Every chain and map that something refers to has to be there.</summary>
    public void CheckReferences()
    {
        foreach (string rule in _chains.Values.SelectMany(rules => rules).Concat(_containers.Values.SelectMany(elements => elements.Values)))
        {
            foreach (string chain in Jumps(rule))
                Rules(chain);
            foreach (string name in References(rule, "@"))
                Container(name);
        }
    }

    /// <summary>Everything in it, one line each.</summary>
    public string Dump() => string.Join('\n', [
        .. _containers.SelectMany(container => container.Value.Select(element => $"{container.Key} {{ {element.Key} : {element.Value} }}").Prepend(container.Key)),
        .. _chains.SelectMany(chain => chain.Value.Select(rule => $"{chain.Key}: {rule}").Prepend(chain.Key)),
    ]);

    private static List<string> Body(Queue<string> lines)
    {
        var rules = new List<string>();
        for (string line = lines.Dequeue(); line != "\t}"; line = lines.Dequeue())
            rules.Add(line.Trim());
        return rules;
    }

    private static List<string> Statements(string body) => [.. body.TrimStart('{').TrimEnd('}').Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static IEnumerable<string> Jumps(string rule) => References(rule, "goto ").Concat(References(rule, "jump "));

    private static IEnumerable<string> References(string rule, string before) => Regex.Matches(rule, Regex.Escape(before) + @"([a-z0-9-]+)").Select(match => match.Groups[1].Value);

    [GeneratedRegex("^\t(?<kind>comment \"[^\"]*\"|set|map|chain)( (?<name>[a-z0-9-]+) {(?<body>.*))?$")]
    private static partial Regex Declaration();

    [GeneratedRegex(" comment \"[^\"]*\"$")]
    private static partial Regex Comment();
}
