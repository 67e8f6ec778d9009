using Proxier.Backends.Iptables.Chains;
using Proxier.Backends.Iptables.Dispatch;
using Proxier.Backends.Iptables.Scripts;
using Proxier.Core.Graph;

namespace Proxier.Backends.Iptables;

/// <summary>
/// The way from one known state to the next. The filter table refuses what the nat table did not translate, and the two cannot be
/// committed together; so refusals come before the translation that they replace goes, and go after the one that replaces them came.
/// </summary>
internal sealed class ChangeRender
{
    private readonly IptablesRuleset _applied;
    private readonly DispatchLimits _limits;
    private readonly PortRules _old;
    private readonly PortRules _now;
    private readonly DispatchState _both;

    public ChangeRender(IptablesRuleset applied, FamilyGraph desired, DispatchLimits limits)
    {
        _applied = applied;
        _limits = limits;
        List<PortChange> changes = [.. FamilyGraph.Changes(applied.Graph, desired)];
        _old = PortRules.Of(changes.Select(change => change.Old).OfType<ServicePort>(), applied.Frame);
        _now = PortRules.Of(changes.Select(change => change.New).OfType<ServicePort>(), applied.Frame);
        EndpointCount = applied.EndpointCount - _old.EndpointCount + _now.EndpointCount;
        (_both, State) = Change(applied.State);
        Signature = Signature.Of(desired, applied.Frame, State, limits);
    }

    public DispatchState State { get; }

    public int EndpointCount { get; }

    public Signature Signature { get; }

    public IReadOnlyList<PieceView> Pieces()
    {
        PieceView? before = Between(_applied.State, _both, "filter"), after = Between(_both, State, "filter");
        List<PieceView> filter = [.. new[] { before, after }.OfType<PieceView>()];
        Sign(filter, Signature.Filter);
        List<PieceView> nat = Nat();
        Sign(nat, Signature.Nat);
        return before is null ? [.. nat, .. filter] : [filter[0], .. nat, .. filter.Skip(1)];
    }

    /// <summary>While a table is half changed it claims nothing.</summary>
    private static void Sign(List<PieceView> pieces, string signature)
    {
        if (pieces.Count == 0)
            return;
        pieces[0] = pieces[0].Unsigned();
        pieces[^1] = pieces[^1].Signed(signature);
    }

    /// <summary>Both: the old entries and the new ones; where they want the same place, the new one has it.</summary>
    private (DispatchState Both, DispatchState Now) Change(DispatchState state)
    {
        HashSet<PlacedEntry> old = [.. _old.Entries], now = [.. _now.Entries];
        List<PlacedEntry> gone = [.. _old.Entries.Where(entry => !now.Contains(entry))];
        List<PlacedEntry> added = [.. _now.Entries.Where(entry => !old.Contains(entry))];
        HashSet<(DispatchRoot, DispatchKey, ServicePortName)> places = [.. added.Select(PlaceOf)];
        ILookup<bool, PlacedEntry> isReplaced = gone.ToLookup(entry => places.Contains(PlaceOf(entry)));
        DispatchState both = state.Without(isReplaced[true]).With(added);
        return (both, both.Without(isReplaced[false]));
    }

    private static (DispatchRoot Root, DispatchKey Key, ServicePortName Owner) PlaceOf(PlacedEntry placed) =>
        (placed.Root, placed.Entry.Key, placed.Entry.Owner);

    /// <summary>The last piece switches and deletes.</summary>
    private List<PieceView> Nat()
    {
        HashSet<ServiceChain> old = [.. _old.Chains];
        HashSet<string> names = [.. _now.Chains.Select(chain => chain.Name)];
        List<PieceView> pieces = [.. _now.Chains.Where(chain => !old.Contains(chain)).Chunk(Cut.ChainsInPiece).Select(PieceView.Of)];
        List<string> gone = [.. _old.Chains.Select(chain => chain.Name).Where(name => !names.Contains(name))];
        PieceView? last = Between(_applied.State, State, "nat");
        if (last is not null)
            pieces.Add(last);
        else if (pieces.Count == 0 && (gone.Count > 0 || Signature.Nat != _applied.Signature.Nat))
            pieces.Add(new PieceView("nat"));
        if (pieces.Count > 0)
            pieces[^1] = WithDeletions(pieces[^1], gone);
        return pieces;
    }

    private static PieceView WithDeletions(PieceView piece, List<string> gone) => gone.Count == 0 ? piece : piece with
    {
        Declared = [.. piece.Declared, .. gone],
        Deleted = [.. piece.Deleted, .. gone],
    };

    /// <returns>Null when nothing changes there.</returns>
    private PieceView? Between(DispatchState old, DispatchState now, string table)
    {
        List<DispatchChange> changes = [];
        foreach (DispatchRoot root in DispatchRoot.In(table).Where(root => !old[root].IsSame(now[root])))
            changes.Add(DispatchChange.Between(Layout(root, old), Layout(root, now)));
        if (changes.Count == 0)
            return null;
        List<string> deleted = [.. changes.SelectMany(change => change.Deleted)];
        List<DispatchChain> written = [.. changes.SelectMany(change => change.Written)];
        return PieceView.Of(table, written).Deleting(deleted) with { Edits = [.. changes.SelectMany(change => change.Edits)] };
    }

    private DispatchLayout Layout(DispatchRoot root, DispatchState state) => new(root, state[root], _applied.Frame, _limits);
}
