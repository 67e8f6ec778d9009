using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>The mode ipvs, with kube-proxy's sets and device.</summary>
internal sealed class IpvsProbe(IProbeGrounds grounds, RequirementTrier trier, IptablesUseReader use) : ModeProbe(ProxyModeWords.Ipvs, grounds, trier)
{
    private const string Scheduler = "rr";

    private static readonly Version OldestIpset = new(6, 0);

    private static readonly (string Type, string Options, string Feature)[] Sets =
    [
        ("hash:ip", "", "HASH_IP"), ("hash:ip,port", "", "HASH_IPPORT"), ("hash:ip,port,ip", "", "HASH_IPPORTIP"), ("hash:ip,port,net", "", "HASH_IPPORTNET"),
    ];

    protected override async ValueTask<RequirementList> ListAsync(ProbeGround ground, CancellationToken cancel)
    {
        IptablesUse inUse = await use.ReadAsync(ground, cancel).ConfigureAwait(false);
        return new RequirementList(
        [
            RequirementGroup.Of([.. Enum.GetValues<IpFamily>().Select(VirtualServer), Device, Requirements.AtLeast("ipset", OldestIpset), PortSet]),
            RequirementGroup.Of([.. Enum.GetValues<IpFamily>().SelectMany(family => Sets.Select(set => AddressSet(family, set.Type, set.Feature)))]),
            RequirementGroup.Of([.. Enum.GetValues<IpFamily>().Select(family => SetMatch(inUse.Tools, family)), Requirements.Conntrack]),
        ],
        inUse.Note);
    }

    /// <summary>Read back, because an ipvsadm without ipvs in the kernel has been seen to report success.</summary>
    private static Requirement VirtualServer(IpFamily family)
    {
        string address = family == IpFamily.IPv4 ? "198.51.100.0:20000" : "[2001:db8::1]:20000";
        return new Requirement(
            $"virtual server with scheduler {Scheduler}", family,
            [
                new Step("ipvsadm", ["-A", "-t", address, "-s", Scheduler]),
                new Step("ipvsadm", ["-L", "-n"]) { Check = output => output.Contains(address, StringComparison.Ordinal) ? null : "IPVS in the kernel: the virtual server that ipvsadm added is not there" },
            ])
        {
            Features =
            [
                new KernelFeature("CONFIG_IP_VS", "ip_vs"), new KernelFeature($"CONFIG_IP_VS_{Scheduler.ToUpperInvariant()}", $"ip_vs_{Scheduler}"),
                .. family == IpFamily.IPv6 ? [new KernelFeature("CONFIG_IP_VS_IPV6", "")] : Array.Empty<KernelFeature>(),
            ],
        };
    }

    private static Requirement Device { get; } = new("dummy device, for kube-ipvs0", null, [new Step("ip", ["link", "add", "kube-ipvs0", "type", "dummy"])])
    {
        Features = [new KernelFeature("CONFIG_DUMMY", "dummy")],
    };

    private static Requirement PortSet { get; } = new("set bitmap:port", null, [new Step("ipset", ["create", "PROBE-PORTS", "bitmap:port", "range", "0-65535"])])
    {
        Features = [new KernelFeature("CONFIG_IP_SET_BITMAP_PORT", "ip_set_bitmap_port")],
    };

    private static Requirement AddressSet(IpFamily family, string type, string feature) => new(
        $"set {type}", family, [new Step("ipset", ["create", $"PROBE-{FamilyWord(family)}-{feature}", type, "family", FamilyWord(family)])])
    {
        Features = [new KernelFeature($"CONFIG_IP_SET_{feature}", $"ip_set_{feature.ToLowerInvariant()}")],
    };

    private static Requirement SetMatch(IptablesTools tools, IpFamily family) => new(
        "match set", family,
        [
            new Step("ipset", ["create", $"PROBE-{FamilyWord(family)}", "hash:ip,port", "family", FamilyWord(family)]),
            RestoreTrials.Restore(tools, family, [new RestoreTrial("", "nat", [$"-m set --match-set PROBE-{FamilyWord(family)} dst,dst -j RETURN"])]),
        ])
    {
        Features = [new KernelFeature("CONFIG_NETFILTER_XT_SET", "xt_set")],
    };

    /// <summary>As ipset has it.</summary>
    private static string FamilyWord(IpFamily family) => family == IpFamily.IPv4 ? "inet" : "inet6";
}
