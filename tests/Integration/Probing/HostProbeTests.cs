using Microsoft.Extensions.DependencyInjection;
using Proxier.Core;
using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Core.Probing;
using Proxier.Kernel;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Integration.Probing;

/// <summary>The probes, on the kernel and with the tools of this machine.</summary>
public sealed class HostProbeTests
{
    [NetnsTheory]
    [InlineData(ProxyModeWords.Nftables)]
    [InlineData(ProxyModeWords.Iptables)]
    [InlineData(ProxyModeWords.Userspace)]
    public async Task This_machine_can_do_it_in_both_families(string mode)
    {
        ModeProbeResult result = await ProbeAsync(mode);

        Assert.All(Enum.GetValues<IpFamily>(), family => Assert.Equal(new Support.Yes(), result.SupportOf(family)));
    }

    [KernelWithoutIpvsFact]
    public async Task Ipvs_is_denied_by_the_name_of_the_kernel_option_and_ipset_is_not()
    {
        ModeProbeResult result = await ProbeAsync(ProxyModeWords.Ipvs);

        Assert.Contains("CONFIG_IP_VS,", Assert.IsType<Support.No>(result.Support).Missing, StringComparison.Ordinal);
        Assert.All(result.Requirements.Where(requirement => requirement.Name.StartsWith("set ", StringComparison.Ordinal)), set => Assert.IsType<Support.Yes>(set.Support));
    }

    [NetnsFact]
    public async Task Nothing_is_left_behind()
    {
        await using ServiceProvider services = Services();
        var runner = services.GetRequiredService<ICommandRunner>();
        HostState before = await HostState.ReadAsync(runner);

        foreach (string mode in ProxyModeWords.All)
            await ProbeAsync(mode);

        Assert.Equal(before, await HostState.ReadAsync(runner));
        Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), link => new FileInfo(link).LinkTarget is { } target && target.StartsWith("net:", StringComparison.Ordinal) && target != OwnNamespace);
    }

    private static string? OwnNamespace => new FileInfo("/proc/self/ns/net").LinkTarget;

    private static ServiceProvider Services() => new ServiceCollection().AddLogging().AddKernel().AddProbing().BuildServiceProvider();

    private static async Task<ModeProbeResult> ProbeAsync(string mode)
    {
        await using ServiceProvider services = Services();
        return await services.GetServices<IModeProbe>().Single(probe => probe.Mode == mode).AnswerAsync();
    }
}
