using Proxier.Kernel.Versions;

namespace Proxier.Kernel.Probing;

/// <summary>What several modes need.</summary>
internal static class Requirements
{
    /// <summary>
    /// Flows of endpoints that are gone are deleted; where the kernel does not tell them, a UDP client may keep sending to one. Only this question
    /// is asked with the tool: the daemon needs none.
    /// </summary>
    public static Requirement Conntrack { get; } = new(
        "the kernel lists flows, as the conntrack tool shows, so that those of endpoints that are gone can be deleted", null, [new Step("conntrack", ["-L", "-p", "udp", "--family", "ipv4"])])
    {
        IsOptional = true, Features = [new KernelFeature("CONFIG_NF_CT_NETLINK", "nf_conntrack_netlink")],
    };

    public static Requirement AtLeast(string tool, Version oldest) => new(
        $"{tool} {oldest} or newer", null, [new Step(tool, ["--version"]) { Place = StepPlace.Anywhere, Check = output => TooOld(tool, oldest, output) }]);

    private static string? TooOld(string tool, Version oldest, string output)
    {
        ToolVersion found = ToolVersion.Parse(tool, output);
        return found.Version is null ? found.Problem : found.Version < oldest ? $"{tool} {oldest} or newer (this is {found.Version})" : null;
    }
}
