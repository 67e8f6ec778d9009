using System.Text.Json;
using Proxier.Core.Objects;
using Proxier.Integration.Daemon;
using Proxier.Integration.Probing;
using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Integration.Modes;

/// <summary>A node that lacks what was asked for, which these machines really do.</summary>
public sealed class FallbackTests : DaemonCase
{
    [KernelWithoutIpvsFact]
    public async Task Ipvs_falls_back_to_iptables_which_carries_the_traffic_and_everybody_is_told()
    {
        Node.Mode = "ipvs";
        Node.Start();
        await Node.ProgramAsync(WithSlices(Web(), Bed.Pods[0]));

        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            Assert.Equal("pod1", await WhoAnswersAsync(family));
        Assert.Contains("KUBE-SERVICES", await Namespace.RunAsync("iptables-save", "-t", "nat"), StringComparison.Ordinal);
        Assert.Contains("Proxy mode ipvs is not used: ", Node.Daemon.Log, StringComparison.Ordinal);
        Assert.Contains("Proxy mode iptables is used, ipvs was requested: fallback", Node.Daemon.Log, StringComparison.Ordinal);

        using JsonDocument status = await StatusAsync();
        Assert.Equal(("iptables", "ipvs"), (Text(status, "mode"), Text(status, "requested")));
        Assert.Contains("CONFIG_IP_VS", Text(status, "reason"), StringComparison.Ordinal);
        Assert.Equal("ipvs", status.RootElement.GetProperty("rejected")[0].GetProperty("mode").GetString());
    }

    [KernelWithoutIpvsFact]
    public async Task Strict_mode_ends_instead_and_names_the_kernel_option()
    {
        Node.Mode = "ipvs";
        await using NamespaceProgram daemon = Node.Launch("--strict-proxy-mode");

        Assert.Equal(1, await daemon.WaitForExitAsync(Patience.Limit));
        Assert.Contains("--proxy-mode ipvs with --strict-proxy-mode cannot be used on this host; nothing was changed:", daemon.Log, StringComparison.Ordinal);
        Assert.Contains("CONFIG_IP_VS", daemon.Log, StringComparison.Ordinal);
        Assert.Equal("", await Namespace.RunAsync("nft", "list", "tables"));
    }

    [NetnsFact]
    public async Task Auto_remembers_what_it_chose()
    {
        string memory = Path.Combine(Node.Folder.FolderPath, "..", "proxy-mode");
        await File.WriteAllTextAsync(memory, "iptables\n");
        Node.Mode = "auto";
        Node.Start("--proxy-mode-memory", memory);
        await Node.SettleAsync();
        Assert.Contains("Proxy mode iptables is used, auto was requested: chosen at an earlier start", Node.Daemon.Log, StringComparison.Ordinal);
        await Node.StopAsync();

        File.Delete(memory);
        Node.Start("--proxy-mode-memory", memory);
        await Node.SettleAsync();

        Assert.Equal("nftables\n", await File.ReadAllTextAsync(memory));
    }

    [NetnsFact]
    public async Task Status_of_a_node_without_a_proxy_is_a_failure()
    {
        string[] words = Programs.UnderTest.Proxyctl("status");
        await using NamespaceProgram status = NamespaceProgram.Start(Namespace, words[0], words[1..]);

        Assert.Equal(1, await status.WaitForExitAsync(Patience.Limit));
        Assert.Contains("nobody answers on http://127.0.0.1:10249", status.Log, StringComparison.Ordinal);
    }

    private async Task<JsonDocument> StatusAsync()
    {
        string[] words = Programs.UnderTest.Proxyctl("status", "-o", "json");
        return JsonDocument.Parse(await Namespace.RunAsync(words[0], words[1..]));
    }

    private static string? Text(JsonDocument status, string name) => status.RootElement.GetProperty(name).GetString();
}
