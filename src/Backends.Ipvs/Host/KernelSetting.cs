using System.Globalization;
using System.Text.RegularExpressions;

namespace Proxier.Backends.Ipvs.Host;

/// <param name="Name">Below <c>/proc/sys</c>.</param>
/// <param name="IsOptional">Kernels without it do without.</param>
internal sealed partial record KernelSetting(string Name, string Value, bool IsOptional)
{
    private static readonly Version ConnReuseModeCame = new(4, 1), ConnReuseModeIsSafe = new(5, 9);

    /// <param name="release">As <c>uname -r</c> prints it.</param>
    public static IEnumerable<KernelSetting> For(IpvsOptions options, string release)
    {
        // Without it, translated connections have no conntrack entry, and are never masqueraded.
        yield return new("net/ipv4/vs/conntrack", "1", IsOptional: false);

        // Connections to an endpoint that is gone end at their next packet instead of vanishing.
        yield return new("net/ipv4/vs/expire_nodest_conn", "1", IsOptional: true);

        // A client that stuck to an endpoint with weight 0 is balanced anew.
        yield return new("net/ipv4/vs/expire_quiescent_template", "1", IsOptional: true);

        // Reusing a port while the old connection is in TIME_WAIT cost a second (1) or met a dead endpoint (0, kubernetes#81775); Linux 5.9 cured the first.
        if (VersionOf(release) is { } version && version >= ConnReuseModeCame && version < ConnReuseModeIsSafe)
            yield return new("net/ipv4/vs/conn_reuse_mode", "0", IsOptional: true);
        yield return new("net/ipv4/ip_forward", "1", IsOptional: false);
        if (options.StrictArp)
        {
            yield return new("net/ipv4/conf/all/arp_ignore", "1", IsOptional: false);
            yield return new("net/ipv4/conf/all/arp_announce", "2", IsOptional: false);
        }
    }

    private static Version? VersionOf(string release)
    {
        Match match = MajorAndMinor.Match(release);
        return match.Success ? new Version(Part(match, 1), Part(match, 2)) : null;
    }

    private static int Part(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{1,5})\.(\d{1,5})")]
    private static partial Regex MajorAndMinor { get; }
}
