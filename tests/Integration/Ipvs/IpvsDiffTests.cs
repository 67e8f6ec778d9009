using Proxier.Core.Objects;
using Proxier.Integration.Backends;
using Proxier.Integration.Packets;
using Proxier.Integration.Uml;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Ipvs;

/// <summary>proxyctl diff on a kernel with IPVS.</summary>
[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsDiffTests(ProxiedTestbed<IpvsUnderTest> proxied) : PacketCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>
{
    /// <summary>All else is equal. Asked only once, because starting a program costs seconds in there.</summary>
    [Fact]
    public async Task Exactly_what_somebody_changed_differs()
    {
        ServiceManifest web = Balanced(IpFamily.IPv4, Protocol.Tcp) with { SourceRanges = ["198.51.100.0/24"], Ports = [new("", Protocol.Tcp, 80, NodePort: 30080)] };
        Manifest[] manifests = [web, Slice(web, IpFamily.IPv4, Pod1, OtherPod1)];
        await ProgramAsync(manifests);
        using var folder = new ManifestFolder();
        folder.Replace([NodeManifest.OfTestbed, .. manifests]);

        await Bed.NodeNamespace.RunAsync("ipvsadm", "-d", "-t", $"{Plan.Node.IPv4}:30080", "-r", $"{Pod1.Addresses.IPv4}:8080");
        await Bed.NodeNamespace.RunAsync("ipset", "add", "KUBE-CLUSTER-IP", "10.96.99.99,tcp:80");
        await Bed.NodeNamespace.RunAsync("iptables", "-t", "nat", "-D", "KUBE-MARK-MASQ", "1");
        Assert.Equal(
            $"""
            --- kernel IPv4
            +++ desired IPv4
            @@ nat KUBE-MARK-MASQ @@
             :KUBE-MARK-MASQ
            +-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
            @@ set KUBE-CLUSTER-IP @@
            -10.96.99.99,tcp:80
            @@ virtual server -t {Plan.Node.IPv4}:30080 @@
             -A -t {Plan.Node.IPv4}:30080 -s rr
            +-a -t {Plan.Node.IPv4}:30080 -r {Pod1.Addresses.IPv4}:8080 -m -w 1
             -a -t {Plan.Node.IPv4}:30080 -r {OtherPod1.Addresses.IPv4}:8080 -m -w 1
            exit status 1

            """,
            await CompareAsync(folder));
    }

    private Task<string> CompareAsync(ManifestFolder folder)
    {
        string[] words = Programs.UnderTest.Proxyctl("diff", "--backend", "ipvs", "--family", "ip", "-f", folder.FolderPath, "--cluster-cidr", Plan.ClusterCidrs);
        return Bed.NodeNamespace.RunAsync("sh", "-c", $"{string.Join(' ', words)}; echo exit status $?");
    }
}
