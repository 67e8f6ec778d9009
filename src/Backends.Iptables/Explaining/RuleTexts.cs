using Proxier.Backends.Iptables.Chains;
using Proxier.Backends.Iptables.Dispatch;
using Proxier.Backends.Iptables.Scripts;
using Proxier.Core.Backends;
using Proxier.Core.Explaining;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables.Explaining;

/// <summary>Single rules, as the templates write them: what is shown is what is in force.</summary>
internal sealed class RuleTexts(IptablesTemplates templates, IpFamily family)
{
    public IEnumerable<KernelObject> Of(string table, IReadOnlyList<DispatchChain> chains) => chains.SelectMany(chain => Of(PieceView.Of(table, [chain])));

    public IEnumerable<KernelObject> Of(IReadOnlyCollection<ServiceChain> chains) => Of(PieceView.Of(chains));

    /// <summary>The chains that mark a packet and that rewrite its source.</summary>
    public IEnumerable<KernelObject> Masquerade(Frame frame) => Of(new PieceView("nat") { NatFrame = frame });

    /// <summary>The rule that keeps the outside off 127.0.0.0/8.</summary>
    public IReadOnlyList<KernelObject> Guard() =>
        [.. Of(new PieceView("filter") { Hooks = new HookTable("filter", [], "", IsGuardChainNew: false, HasGuard: true) })];

    private IEnumerable<KernelObject> Of(PieceView piece) => templates.Restore.Bind(new RestoreView(IptablesRenderer.Program(family), [piece])).Lines()
        .Where(line => line.StartsWith("-A ", StringComparison.Ordinal))
        .Select(line => new KernelObject("rule", $"{piece.Table} {line.Split(' ')[1]}", line));
}
