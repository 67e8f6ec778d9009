using Proxier.Backends.Iptables.Chains;
using Proxier.Backends.Iptables.Dispatch;
using Proxier.Backends.Iptables.Scripts;
using Proxier.Core.Graph;

namespace Proxier.Backends.Iptables;

/// <summary>
/// Everything, from any state. Each chain is written anew in one commit, and what it leads to comes before it; so at every moment a packet
/// meets complete rules, old or new.
/// </summary>
internal sealed class FullRender(FamilyGraph graph, Frame frame, DispatchState state, DispatchLimits limits, Signature signature, HooksView hooks)
{
    /// <summary>Ports whose chains are made at once.</summary>
    private const int PortsInPiece = 64;

    public IEnumerable<PieceView> Pieces() => Mangle().Concat(Filter()).Concat(Nat());

    private static IEnumerable<PieceView> Mangle() => [new PieceView("mangle") { Declared = [ChainName.Canary] }.Unsigned().Signed(Signature.Mangle)];

    private IEnumerable<PieceView> Filter() => DispatchPieces("filter")
        .Prepend(new PieceView("filter") { Declared = [ChainName.Canary, ChainName.Forward], FilterFrame = frame }.Unsigned())
        .Append(Last("filter", signature.Filter));

    private IEnumerable<PieceView> Nat() => Services()
        .Prepend(new PieceView("nat") { Declared = [ChainName.Canary, ChainName.MarkMasquerade, ChainName.Postrouting], NatFrame = frame }.Unsigned())
        .Concat(DispatchPieces("nat"))
        .Append(Last("nat", signature.Nat));

    /// <summary>The hooks come last: nothing is reached before it is there.</summary>
    private PieceView Last(string table, string signature)
    {
        HookTable? missing = hooks.Tables.FirstOrDefault(hook => hook.Name == table);
        return new PieceView(table) { Declared = missing is { IsGuardChainNew: true } ? [ChainName.Firewall] : [], Hooks = missing }.Signed(signature);
    }

    private IEnumerable<PieceView> Services() => graph.Ports.Chunk(PortsInPiece)
        .SelectMany(ports => ports.SelectMany(port => ServiceChains.Of(port, frame)).Chunk(Cut.ChainsInPiece))
        .Select(PieceView.Of);

    private IEnumerable<PieceView> DispatchPieces(string table) => DispatchRoot.In(table)
        .Select(root => new DispatchLayout(root, state[root], frame, limits))
        .SelectMany(layout => layout.Branches.Append(layout.Root))
        .InPieces()
        .Select(chains => PieceView.Of(table, chains));
}
