using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Proxier.Core.Objects;
using Proxier.Integration.Packets;
using Proxier.Testing.Network;

namespace Proxier.Integration.Uml;

/// <summary>The testbed itself: what <c>eng/uml/uml.config</c> promises.</summary>
[Trait(OnUml.Trait, OnUml.Value)]
public sealed class UmlKernelTests
{
    /// <summary>Those that kube-proxy knows.</summary>
    [Theory]
    [InlineData("rr")]
    [InlineData("wrr")]
    [InlineData("lc")]
    [InlineData("wlc")]
    [InlineData("lblc")]
    [InlineData("lblcr")]
    [InlineData("sh")]
    [InlineData("mh")]
    [InlineData("dh")]
    [InlineData("sed")]
    [InlineData("nq")]
    [InlineData("fo")]
    [InlineData("ovf")]
    public async Task It_has_the_scheduler(string scheduler)
    {
        await using LoneNamespace lone = await LoneNamespace.CreateAsync();

        foreach (string address in new[] { "198.51.100.0:20000", "[2001:db8::1]:20000" })
            await lone.Network.RunAsync("ipvsadm", "-A", "-t", address, "-s", scheduler);

        string servers = await lone.Network.RunAsync("ipvsadm", "-Sn");
        Assert.Equal(2, servers.Split('\n').Count(line => line.Contains($" -s {scheduler}", StringComparison.Ordinal)));
    }

    [EveryFamilyAndProtocol]
    [Theory]
    public async Task A_virtual_server_on_a_dummy_device_leads_to_a_pod(IpFamily family, Protocol protocol)
    {
        await using NetworkTestbed bed = await NetworkTestbed.CreateAsync(pods: 1, otherPods: 1);
        IPAddress address = Plan.ClusterIP(1)[family];
        string length = address.AddressFamily == AddressFamily.InterNetwork ? "32" : "128";
        await bed.NodeNamespace.ConfigureAsync(["link add kube-ipvs0 type dummy", $"addr add {address}/{length} dev kube-ipvs0"]);
        await bed.NodeNamespace.EnterAsync(() => WriteSetting("net/ipv4/vs/conntrack", 1));
        string service = $"{new IPEndPoint(address, 80)}", flag = protocol == Protocol.Tcp ? "-t" : "-u";
        await bed.NodeNamespace.RunAsync("ipvsadm", "-A", flag, service, "-s", "rr");
        await bed.NodeNamespace.RunAsync("ipvsadm", "-a", flag, service, "-r", $"{new IPEndPoint(bed.Pods[0].Addresses[family], 8080)}", "-m");

        await bed.Client.IsAnsweredAsync(new Target(address, 80, protocol), Seen.AsItself, bed.Pods[0]);
    }

    private static bool WriteSetting(string name, int value)
    {
        File.WriteAllText($"/proc/sys/{name}", value.ToString(CultureInfo.InvariantCulture));
        return true;
    }
}
