using System.Collections.Immutable;
using System.Globalization;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Core.Explaining;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Comparing;

/// <summary>The local ports of proxies, as the rules that guard them name them.</summary>
internal sealed class ListedPorts
{
    private const string Guards = $"filter {IptablesChains.NodePortNonLocal}";

    private readonly List<(string Comment, LanePort Port)> _listed = [];

    public void Add(KernelObject item)
    {
        IReadOnlyList<string> words = RuleWords.Split(item.Text);
        (string? protocol, string? port) = item.Place switch
        {
            "set proxies" when words.Count > 2 => (words[0], words[2]), // tcp . 61000 comment "shop/web:http"
            Guards => (After(words, "-p"), After(words, "--dport")),
            _ => (null, null),
        };
        string? comment = After(words, "comment") is { } byNft && item.Kind == "element" ? byNft : After(words, "--comment");
        if (comment is not null && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
            _listed.Add((comment, new LanePort(protocol == "udp" ? Protocol.Udp : Protocol.Tcp, number)));
    }

    /// <summary>A port that two have, or a name that stands for two, says nothing.</summary>
    public PortBook BookOf(IEnumerable<LaneName> lanes)
    {
        ILookup<(string Comment, Protocol Protocol), ushort> ports = _listed.Distinct().GroupBy(entry => entry.Port).Where(port => port.Count() == 1)
            .Select(port => port.First()).ToLookup(entry => (entry.Comment, entry.Port.Protocol), entry => entry.Port.Number);
        ImmutableDictionary<LaneName, ushort> held = lanes.GroupBy(lane => (RuleComment.From(lane.ToString()), lane.Service.Protocol))
            .Where(lane => lane.Count() == 1 && ports[lane.Key].Count() == 1).ToImmutableDictionary(lane => lane.First(), lane => ports[lane.Key].First());
        return PortBook.Empty with { Held = held };
    }

    private static string? After(IReadOnlyList<string> words, string word)
    {
        int index = words.ToList().IndexOf(word);
        return index >= 0 && index + 1 < words.Count ? words[index + 1] : null;
    }
}
