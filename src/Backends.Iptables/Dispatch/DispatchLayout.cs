namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>
/// The chains that a dispatch table becomes: one list, or a tree of short ones. The chain of a prefix answers for every key with that
/// prefix, before, during and after any change; so parts of a tree may be written one after the other, as long as children come first.
/// </summary>
internal sealed class DispatchLayout(DispatchRoot root, DispatchTable table, Frame frame, DispatchLimits limits)
{
    /// <summary>
    /// Most levels below the root chain; what is still together then stays a list. The kernel follows 16 jumps (NFT_JUMP_STACK_SIZE), gotos
    /// counted, and a load balancer address takes six besides these.
    /// </summary>
    private const int MaxDepth = 8;

    private readonly DispatchRules _rules = new(root, frame);

    private DispatchTable Table { get; } = table;

    private bool IsTree => limits.IsTree(Table.Count);

    public DispatchChain Root => new(root.Chain, [.. IsTree ? TreeRules() : Table.Entries.Order(ListOrder).SelectMany(_rules.Of), .. _rules.Tail]);

    /// <summary>All chains but the root; children first.</summary>
    public IEnumerable<DispatchChain> Branches => IsTree ? Tops.SelectMany(node => Below(new DispatchPlace(node, 0, 0))).Select(Chain) : [];

    /// <summary>The chains of this layout and those of another one that the two do not share.</summary>
    public (IReadOnlyList<DispatchChain> Now, IReadOnlyList<DispatchChain> Old) Unshared(DispatchLayout old)
    {
        if (!IsTree || !old.IsTree)
            return ([.. Branches], [.. old.Branches]);
        var pairs = new DispatchComparison(MaxDepth);
        pairs.Compare(Top(old.Table.Addresses), Top(Table.Addresses));
        pairs.Compare(Top(old.Table.NodePorts), Top(Table.NodePorts));
        return ([.. pairs.Now.Where(HasChain).Select(Chain)], [.. pairs.Old.Where(HasChain).Select(old.Chain)]);
    }

    private IEnumerable<DispatchNode> Tops => new[] { Table.Addresses, Table.NodePorts }.OfType<DispatchNode>();

    private static Comparer<DispatchEntry> ListOrder { get; } = Comparer<DispatchEntry>.Create(DispatchEntry.CompareInList);

    private static DispatchPlace? Top(DispatchNode? node) => node is null ? null : new DispatchPlace(node, 0, 0);

    private IEnumerable<DispatchRule> TreeRules() => Tops.SelectMany(node => RulesOf(new DispatchPlace(node, 0, 0)));

    private static IEnumerable<DispatchPlace> Below(DispatchPlace place) =>
        place.Children(MaxDepth).SelectMany(Below).Concat(HasChain(place) ? [place] : []);

    /// <summary>A single entry is written where it is looked for.</summary>
    private static bool HasChain(DispatchPlace place) => place.Depth > 0 && place.Node.Count > 1;

    private DispatchChain Chain(DispatchPlace place) => new(NameOf(place), [.. RulesOf(place)]);

    private string NameOf(DispatchPlace place) => ChainName.Branch($"{root.Chain} {place.Prefix}");

    private IEnumerable<DispatchRule> RulesOf(DispatchPlace place)
    {
        IReadOnlyList<DispatchPlace> children = [.. place.Children(MaxDepth)];
        return children.Count == 0
            ? place.Node.Entries.SelectMany(_rules.Of)
            : children.SelectMany(child => HasChain(child) ? [Jump(child)] : child.Node.Entries.SelectMany(_rules.Of));
    }

    private DispatchRule Jump(DispatchPlace place) => new()
    {
        Destination = place.Prefix.Destination,
        Protocol = place.Prefix.Protocol,
        Ports = place.Prefix.Ports,
        Verb = place.Depth == 1 ? "j" : "g",
        Target = NameOf(place),
    };
}
