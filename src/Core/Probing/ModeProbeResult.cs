using Proxier.Core.Objects;

namespace Proxier.Core.Probing;

/// <summary>Whether this host can do one proxy mode, with everything that was tried.</summary>
/// <param name="Mode">A word of <see cref="ProxyModeWords"/>.</param>
public sealed record ModeProbeResult(string Mode, EquatableArray<RequirementResult> Requirements)
{
    /// <summary>What an operator may want to know besides, such as which variant of a tool was tried and why.</summary>
    public EquatableArray<string> Notes { get; init; }

    /// <summary>
    /// A mode works when it works for one family: the families are independent everywhere, and hosts without IPv6 are common. Use
    /// <see cref="SupportOf"/> for each.
    /// </summary>
    public Support Support
    {
        get
        {
            Support[] families = [.. Enum.GetValues<IpFamily>().Select(SupportOf)];
            return families.FirstOrDefault(support => support is Support.Yes)
                ?? families.FirstOrDefault(support => support is Support.Unknown)
                ?? Support.All(families);
        }
    }

    /// <summary>What is not optional, of this family and of both.</summary>
    public Support SupportOf(IpFamily family) => Support.All(
        from requirement in Requirements
        where !requirement.IsOptional && (requirement.Family ?? family) == family
        select requirement.Support);
}
