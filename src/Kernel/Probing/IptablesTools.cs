using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>The programs of one variant of iptables.</summary>
/// <param name="Suffix">In their names: nft, legacy; empty for what <c>iptables</c> stands for on this host.</param>
internal sealed record IptablesTools(string Suffix)
{
    public static IptablesTools Default { get; } = new("");

    public static IptablesTools Nft { get; } = new("nft");

    public static IptablesTools Legacy { get; } = new("legacy");

    public string Restore(IpFamily family) => Program(family, "restore");

    public string Save(IpFamily family) => Program(family, "save");

    private string Program(IpFamily family, string verb)
    {
        string tool = family == IpFamily.IPv4 ? "iptables" : "ip6tables";
        return Suffix.Length == 0 ? $"{tool}-{verb}" : $"{tool}-{Suffix}-{verb}";
    }
}
