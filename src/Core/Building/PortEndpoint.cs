using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>An endpoint of one service port before any policy is applied.</summary>
/// <param name="Text">ip:port, IPv6 in brackets; what endpoints are told apart and ordered by.</param>
internal sealed record PortEndpoint(string Text, SliceEndpoint Source, ushort Port, bool IsLocal) : IComparable<PortEndpoint>
{
    public bool IsReady => Source.IsReady;

    /// <summary>Still answers while it shuts down: better than nothing.</summary>
    public bool IsServingTerminating => Source.IsServing && Source.IsTerminating;

    public Endpoint WithWeight(int weight) => new(Source.Address, Port, IsLocal, weight);

    /// <summary>
    /// By text. Of several entries for one ip:port the most useful one comes first: a local one, then a ready one. The rest of the
    /// order only makes the choice independent of where the entries came from.
    /// </summary>
    public int CompareTo(PortEndpoint? other)
    {
        if (other is null)
            return 1;

        int order = string.CompareOrdinal(Text, other.Text);
        return order != 0 ? order : Rank(other).CompareTo(Rank(this));
    }

    private static (bool, bool, bool, bool, int, string, string) Rank(PortEndpoint endpoint)
    {
        SliceEndpoint source = endpoint.Source;
        return (endpoint.IsLocal, source.IsReady, source.IsServing, source.IsTerminating, source.Weight, string.Join(',', source.NodeHints), string.Join(',', source.ZoneHints));
    }
}
