using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Commands;
using Proxier.Kernel;
using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Integration.Probing;

/// <summary><c>proxyctl probe</c> as a process with fewer rights than root has.</summary>
public sealed class ProbeCommandTests
{
    private const string Cause = "CAP_NET_ADMIN";

    [NetnsFact]
    public async Task As_root_the_modes_of_this_machine_work()
    {
        using JsonDocument report = await RunAsync("env");

        Assert.Equal("yes", Mode(report, "nftables").GetProperty("works").GetString());
    }

    [NetnsTheory]
    // Root of a user namespace may do anything in scratch namespaces of its own, and nothing where the rules have to go.
    [InlineData("unshare", "--user", "--map-root-user")]
    [InlineData("unshare", "--user")]
    [InlineData("setpriv", "--bounding-set", "-net_admin")]
    public async Task Without_the_right_to_write_rules_it_cannot_tell_and_says_why(params string[] wrapper)
    {
        using JsonDocument report = await RunAsync(wrapper);

        foreach (JsonElement mode in report.RootElement.GetProperty("modes").EnumerateArray())
        {
            Assert.Equal("unknown", mode.GetProperty("works").GetString());
            Assert.Contains(Cause, mode.GetProperty("reason").GetString(), StringComparison.Ordinal);
        }
    }

    [NetnsFact]
    public async Task Without_the_right_to_make_namespaces_nft_is_checked_and_iptables_cannot_be_told()
    {
        using JsonDocument report = await RunAsync("setpriv", "--bounding-set", "-sys_admin");

        Assert.Equal("yes", Mode(report, "nftables").GetProperty("works").GetString());
        Assert.Equal("unknown", Mode(report, "iptables").GetProperty("works").GetString());
        Assert.Contains("CAP_SYS_ADMIN", Mode(report, "iptables").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static JsonElement Mode(JsonDocument report, string name) =>
        report.RootElement.GetProperty("modes").EnumerateArray().Single(mode => mode.GetProperty("mode").GetString() == name);

    private static async Task<JsonDocument> RunAsync(params string[] wrapper)
    {
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddKernel().BuildServiceProvider();
        string[] words = [.. wrapper, .. Programs.UnderTest.Proxyctl("probe", "-o", "json")];
        CommandResult result = await services.GetRequiredService<ICommandRunner>().RunAsync(new Command(words[0], [.. words[1..]]) { Timeout = Patience.Limit * 2 }, CancellationToken.None);
        return JsonDocument.Parse(result.Output);
    }
}
