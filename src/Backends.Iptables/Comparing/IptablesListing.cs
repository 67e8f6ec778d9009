using System.Runtime.CompilerServices;
using Proxier.Core.Commands;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables.Comparing;

/// <summary>Reads our chains, and the rules of the built-in chains that lead to them, from <c>iptables-save</c> of the variant in use.</summary>
internal sealed class IptablesListing(VariantChooser variants, ICommandRunner runner) : IKernelListing
{
    private static readonly HashSet<string> FixedChains =
    [
        ChainName.Services, ChainName.ExternalServices, ChainName.NodePorts, ChainName.Postrouting, ChainName.Forward, ChainName.ProxyFirewall,
        ChainName.MarkMasquerade, ChainName.Canary,
    ];

    public async IAsyncEnumerable<KernelObject> ListAsync(IpFamily family, [EnumeratorCancellation] CancellationToken cancel)
    {
        ChosenTool chosen = await variants.ChooseAsync(cancel).ConfigureAwait(false);
        string table = "";
        await foreach (string line in runner.ReadLinesAsync(new Command(chosen.Tool.Save(family), []), cancel).ConfigureAwait(false))
        {
            if (line.StartsWith('*'))
                table = line[1..];
            else if (ObjectOf(table, line) is { } item)
                yield return item;
        }
    }

    private static KernelObject? ObjectOf(string table, string line)
    {
        string[] words = line.Split(' ', 3);
        if (line.StartsWith(':') && IsOurs(words[0][1..]))
            return new KernelObject("chain", $"{table} {words[0][1..]}", words[0]);
        if (words[0] != "-A" || words.Length < 3)
            return null;
        bool isShared = words[1] == ChainName.Firewall;
        return isShared ? words[2].Contains("block incoming localnet connections", StringComparison.Ordinal) ? Rule() : null
            : IsOurs(words[1]) || LeadsToOurs(words[2]) ? Rule()
            : null;

        KernelObject Rule() => new("rule", $"{table} {words[1]}", line);
    }

    /// <summary>Not the chain that only says which state this is.</summary>
    private static bool IsOurs(string chain) => FixedChains.Contains(chain) || ChainName.IsPerObject(chain);

    private static bool LeadsToOurs(string rule) => rule.Split(' ')[^1] is var target && (IsOurs(target) || target == ChainName.Firewall);
}
