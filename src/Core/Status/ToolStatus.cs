namespace Proxier.Core.Status;

/// <param name="Version">Null when the tool is missing or does not work: see <paramref name="Problem"/>.</param>
/// <param name="Variant">Of iptables: nf_tables or legacy.</param>
public sealed record ToolStatus(string Tool, string? Version, string? Variant, string? Problem);
