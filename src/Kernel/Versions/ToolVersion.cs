using System.Text.RegularExpressions;
using Proxier.Core.Commands;

namespace Proxier.Kernel.Versions;

/// <summary>A tool of the host, as it describes itself with <c>--version</c>.</summary>
/// <param name="Version">Null when it could not be asked or said nothing that looks like a version: see <paramref name="Problem"/>.</param>
/// <param name="Variant">Of iptables: <c>nf_tables</c> or <c>legacy</c>; empty for other tools.</param>
/// <param name="Problem">Why there is no version; empty when there is one.</param>
public sealed partial record ToolVersion(string Tool, Version? Version, string Variant, string Problem)
{
    /// <summary>Reads lines such as <c>nftables v1.0.6 (Lester Gooch #5)</c> and <c>iptables v1.8.9 (nf_tables)</c>.</summary>
    public static ToolVersion Parse(string tool, string output)
    {
        Match match = FirstVersion.Match(output);
        return match.Success
            ? new ToolVersion(tool, Version.Parse(match.Groups[1].ValueSpan), VariantOf(tool, output), "")
            : new ToolVersion(tool, null, "", $"'{tool} --version' printed no version: {output.Trim()}");
    }

    public static ToolVersion Failed(string tool, CommandFailedException failure) => new(tool, null, "", failure.Message);

    public override string ToString() => Version is null ? Problem : Variant.Length == 0 ? $"{Tool} {Version}" : $"{Tool} {Version} ({Variant})";

    // Up to iptables 1.6 there was one variant, and it did not name itself.
    private static string VariantOf(string tool, string output) =>
        !tool.Contains("tables", StringComparison.Ordinal) ? "" : output.Contains("(nf_tables)", StringComparison.Ordinal) ? "nf_tables" : "legacy";

    [GeneratedRegex(@"\bv(\d{1,5}\.\d{1,5}(?:\.\d{1,5})?)")]
    private static partial Regex FirstVersion { get; }
}
