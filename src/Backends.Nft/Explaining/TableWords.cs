using Proxier.Backends.Nft.Chains;
using Proxier.Backends.Nft.Elements;
using Proxier.Backends.Nft.Scripts;
using Proxier.Core.Backends;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Nftables;
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
        foreach (string line in templates.Elements.Bind(_view.WithElements(elements)).Lines())
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
        IReadOnlyDictionary<string, string> all = Chains(_view with { HasFrame = true });
        return names.Select(name => Chain(name, all[name]));
    }

    /// <summary>The only rule of <c>services</c> that has this word.</summary>
    public IEnumerable<KernelObject> ServicesRule(string word) => Chains(_view with { HasFrame = true })["services"].Split('\n')
        .Where(rule => rule.Contains(word, StringComparison.Ordinal))
        .Select(rule => new KernelObject("rule", "chain services", rule));

    public IEnumerable<KernelObject> ChainsOf(IReadOnlyList<NftChain> chains)
    {
        IReadOnlyDictionary<string, string> texts = Chains(_view.WithChains([], chains));
        return chains.Select(chain => Chain(chain.Name, texts[chain.Name]));
    }

    private static KernelObject Chain(string name, string text) => new("chain", $"chain {name}", text);

    private static string KindOf(string container) => NftNames.Sets.Contains(container) ? "set" : "map";

    private IReadOnlyDictionary<string, string> Chains(ScriptView view) => ScriptChains.Of(templates.Prepare.Bind(view).Lines());
}
