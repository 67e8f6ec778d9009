using Proxier.Core.Commands;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>Looks where the rules of this host are. Without a table's name the save programs create no table.</summary>
internal sealed class IptablesUseReader(ICommandRunner runner)
{
    public async ValueTask<IptablesUse> ReadAsync(ProbeGround ground, CancellationToken cancel) => ground is ProbeGround.Denied
        ? new IptablesUse(IptablesTools.Default, "what the command iptables is, as rules may not be read")
        : IptablesUse.Of(await SaveAsync(IptablesTools.Legacy, cancel).ConfigureAwait(false), await SaveAsync(IptablesTools.Nft, cancel).ConfigureAwait(false));

    /// <summary>Null when the variant is not installed; empty when it has no rules or does not work here, which the trials will tell.</summary>
    private async ValueTask<string?> SaveAsync(IptablesTools tools, CancellationToken cancel)
    {
        try
        {
            string text = "";
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
                text += (await runner.RunAsync(new Command(tools.Save(family), []) { Timeout = TimeSpan.FromSeconds(10), MaxOutputBytes = 256 << 20 }, cancel).ConfigureAwait(false)).Output;
            return text;
        }
        catch (CommandFailedException failure)
        {
            return failure.IsNotInstalled ? null : "";
        }
    }
}
