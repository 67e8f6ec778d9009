using System.Runtime.CompilerServices;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Comparing;

/// <summary>Reads our chains, and the rules of other chains that lead to them, by the variant in use.</summary>
internal sealed class IptablesListing(IptablesRenderer renderer, VariantChooser variants, ICommandRunner runner) : IKernelListing
{
    private static readonly HashSet<string> FixedChains =
    [
        ChainName.Services, ChainName.ExternalServices, ChainName.NodePorts, ChainName.Postrouting, ChainName.Forward, ChainName.ProxyFirewall,
        ChainName.MarkMasquerade, ChainName.Canary,
    ];

    private static readonly RuleListing Rules = new((_, chain) => IsOurs(chain), IsOfSharedChain);

    public async IAsyncEnumerable<KernelObject> ListAsync(FamilyGraph desired, [EnumeratorCancellation] CancellationToken cancel)
    {
        ChosenTool chosen = await variants.ChooseAsync(cancel).ConfigureAwait(false);
        await foreach (KernelObject item in Rules.ReadAsync(runner, chosen.Tool, desired.Family, cancel).ConfigureAwait(false))
            yield return item;
    }

    public async IAsyncEnumerable<KernelObject> ListDesiredAsync(FamilyGraph desired, ICommandRunner scratch, [EnumeratorCancellation] CancellationToken cancel)
    {
        IptablesTool tool = (await variants.ChooseAsync(cancel).ConfigureAwait(false)).Tool;
        foreach (Script script in renderer.RenderRepair(desired, Cut.For(tool.Variant)).Scripts)
            await scratch.LoadAsync(script with { Program = tool.Restore(desired.Family) }, cancel).ConfigureAwait(false);
        await foreach (KernelObject item in Rules.ReadAsync(scratch, tool, desired.Family, cancel).ConfigureAwait(false))
            yield return item;
    }

    /// <summary>Not the chain that only says which state this is.</summary>
    private static bool IsOurs(string chain) => FixedChains.Contains(chain) || ChainName.IsPerObject(chain);

    /// <summary>The kubelet has the chain too: what leads there, and the one rule in it that we write.</summary>
    private static bool IsOfSharedChain(string chain, string rule) => chain == ChainName.Firewall
        ? rule.Contains("block incoming localnet connections", StringComparison.Ordinal)
        : rule.EndsWith($" {ChainName.Firewall}", StringComparison.Ordinal);
}
