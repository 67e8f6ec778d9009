using Proxier.Kernel.Versions;

namespace Proxier.Proxyctl.Probing;

/// <param name="Version">Null when the tool is missing or does not work: see <paramref name="Problem"/>.</param>
/// <param name="Variant">Of iptables: nf_tables or legacy.</param>
internal sealed record ToolReport(string Tool, string? Version, string? Variant, string? Problem)
{
    public static ToolReport Of(ToolVersion tool) =>
        new(tool.Tool, tool.Version?.ToString(), tool.Variant.Length == 0 ? null : tool.Variant, tool.Problem.Length == 0 ? null : tool.Problem.Split('\n')[0]);

    public override string ToString() => Version is null ? Problem ?? "" : Variant is null ? Version : $"{Version} ({Variant})";
}
