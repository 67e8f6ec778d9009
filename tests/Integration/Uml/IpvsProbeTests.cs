using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core;
using Proxier.Core.Objects;
using Proxier.Core.Probing;
using Proxier.Kernel;
using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Integration.Uml;

/// <summary>What is denied on the build machines (<see cref="Probing.HostProbeTests"/>) is there.</summary>
[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsProbeTests
{
    [Fact]
    public async Task Every_mode_works_in_both_families()
    {
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddKernel().AddProbing().BuildServiceProvider();

        foreach (IModeProbe probe in services.GetServices<IModeProbe>())
        {
            ModeProbeResult result = await probe.AnswerAsync();
            Assert.All(Enum.GetValues<IpFamily>(), family => Assert.Equal((probe.Mode, new Support.Yes()), (probe.Mode, result.SupportOf(family))));
        }
    }

    [Fact]
    public async Task Proxyctl_says_yes_and_leaves_no_virtual_server_no_set_and_no_device()
    {
        await using LoneNamespace lone = await LoneNamespace.CreateAsync();
        string[] words = Programs.UnderTest.Proxyctl("probe", "-o", "json");

        using JsonDocument report = JsonDocument.Parse(await lone.Network.RunAsync(words[0], words[1..]));

        JsonElement ipvs = report.RootElement.GetProperty("modes").EnumerateArray().Single(mode => mode.GetProperty("mode").GetString() == ProxyModeWords.Ipvs);
        Assert.Equal("yes", ipvs.GetProperty("works").GetString());
        Assert.Equal("", await lone.Network.RunAsync("ipvsadm", "-Sn"));
        Assert.Equal("", await lone.Network.RunAsync("ipset", "list", "-name"));
        Assert.DoesNotContain("kube-ipvs0", await lone.Network.RunAsync("ip", "-brief", "link"), StringComparison.Ordinal);
    }
}
