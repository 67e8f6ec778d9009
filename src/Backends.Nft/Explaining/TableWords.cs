using System.Text;
using Proxier.Backends.Nft.Chains;
using Proxier.Backends.Nft.Elements;
using Proxier.Backends.Nft.Scripts;
using Proxier.Core.Backends;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft.Explaining;

/// <summary>Single parts of the table, as the templates write them: what is shown is what is in force.</summary>
internal sealed class TableWords(NftTemplates templates, FamilyGraph graph)
{
    private readonly ScriptView _view = new(graph.Family, Frame.Of(graph.Family, graph.Node));

    public IpFamily Family => graph.Family;

    public bool GuardsLoopback => _view.Words.GuardedLoopback is not null;

    public IEnumerable<KernelObject> SetElements(string set, IEnumerable<string> texts) =>
        Elements(texts.Select(text => ElementChange.Add(new SetElement(set, text))));

    public IEnumerable<KernelObject> Elements(IEnumerable<ElementChange> elements)
    {
        string container = "";
        foreach (string line in Lines(templates.Elements.Bind(_view.WithElements(elements))))
        {
            if (line.StartsWith("add element ", StringComparison.Ordinal))
                container = line.Split(' ')[4];
            else if (line.StartsWith('\t'))
                yield return new KernelObject("element", $"{KindOf(container)} {container}", line.Trim().TrimEnd(','));
        }
    }

    /// <summary>Chains of the frame.</summary>
    public IEnumerable<KernelObject> FixedChains(params string[] names)
    {
        Dictionary<string, string> all = Chains(_view with { HasFrame = true });
        return names.Select(name => Chain(name, all[name]));
    }

    /// <summary>The only rule of <c>services</c> that has this word.</summary>
    public IEnumerable<KernelObject> ServicesRule(string word) => Chains(_view with { HasFrame = true })["services"].Split('\n')
        .Where(rule => rule.Contains(word, StringComparison.Ordinal))
        .Select(rule => new KernelObject("rule", "chain services", rule));

    public IEnumerable<KernelObject> ChainsOf(IReadOnlyList<NftChain> chains)
    {
        Dictionary<string, string> texts = Chains(_view.WithChains([], chains));
        return chains.Select(chain => Chain(chain.Name, texts[chain.Name]));
    }

    private static KernelObject Chain(string name, string text) => new("chain", $"chain {name}", text);

    private static string KindOf(string container) => NftNames.Sets.Contains(container) ? "set" : "map";

    private Dictionary<string, string> Chains(ScriptView view)
    {
        Dictionary<string, string> chains = [];
        string? name = null;
        List<string> rules = [];
        foreach (string line in Lines(templates.Prepare.Bind(view)).Select(line => line.Trim()))
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

    private static string[] Lines(IScriptText text)
    {
        using var stream = new MemoryStream();
        text.WriteTo(stream);
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
    }
}
