using Proxier.Core.Objects;

namespace Proxier.Core.Iptables;

/// <summary>The programs of one variant.</summary>
/// <param name="Infix">Stands in their names: <c>nft-</c>, <c>legacy-</c>, or nothing for those that the host calls just iptables.</param>
public sealed record IptablesTool(IptablesVariant Variant, string Infix)
{
    public string Save(IpFamily family) => Program(family) + "save";

    public string Restore(IpFamily family) => Program(family) + "restore";

    public static IptablesTool Named(IptablesVariant variant) => new(variant, variant == IptablesVariant.Legacy ? "legacy-" : "nft-");

    private string Program(IpFamily family) => $"{(family == IpFamily.IPv4 ? "iptables" : "ip6tables")}-{Infix}";
}
