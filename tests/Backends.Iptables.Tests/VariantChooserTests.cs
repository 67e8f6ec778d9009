using Microsoft.Extensions.Logging;
using Proxier.Core.Iptables;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>On the real kernel.</summary>
public sealed class VariantChooserTests
{
    private const string Hint = "*mangle\n:KUBE-IPTABLES-HINT - [0:0]\nCOMMIT";

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft, IptablesVariant.Nft, 0)]
    [InlineData(IptablesVariant.Nft, IptablesVariant.Legacy, 1)]
    [InlineData(IptablesVariant.Legacy, IptablesVariant.Legacy, 0)]
    [InlineData(IptablesVariant.Legacy, IptablesVariant.Nft, 1)]
    public async Task Rules_in_both_are_a_warning_and_the_kubelet_decides_all_the_same(IptablesVariant kubelet, IptablesVariant other, int warnings)
    {
        await using LoneNamespace host = await LoneNamespace.CreateAsync();
        var log = new CountingLogger<VariantChooser>();
        using var chooser = new VariantChooser(host.Network.Runner, IptablesVariant.Auto, log);
        await RestoreAsync(host.Network, kubelet, Hint);
        await RestoreAsync(host.Network, kubelet, "*filter\n-A INPUT -j ACCEPT\nCOMMIT");
        await RestoreAsync(host.Network, other, "*nat\n-A POSTROUTING -j RETURN\nCOMMIT");

        Assert.Equal(kubelet, (await chooser.ChooseAsync(CancellationToken.None)).Tool.Variant);

        Assert.Equal(warnings, log.Count(LogLevel.Warning));
    }

    private static Task<string> RestoreAsync(NetworkNamespace at, IptablesVariant variant, string rules) =>
        at.RunAsync("sh", "-c", $"iptables-{variant.ToString().ToLowerInvariant()}-restore --noflush <<'END'\n{rules}\nEND");
}
