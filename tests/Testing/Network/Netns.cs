using System.Globalization;

namespace Proxier.Testing.Network;

/// <summary>Asks the kernel whether this process may make network namespaces.</summary>
public static class Netns
{
    private const int NetAdmin = 12;
    private const int SysAdmin = 21;

    /// <summary>
    /// Null: it has the capabilities, and a test that fails is a failure. Otherwise what is missing, as the reason for a skip. Nothing else
    /// skips: a missing tool or a kernel without netfilter fails the test.
    /// </summary>
    public static string? Missing { get; } = MissingFrom(File.ReadAllLines("/proc/self/status"));

    internal static string? MissingFrom(IEnumerable<string> status)
    {
        string line = status.First(line => line.StartsWith("CapEff:", StringComparison.Ordinal));
        ulong capabilities = ulong.Parse(line.Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if ((capabilities >> NetAdmin & 1) == 0)
            return "This process lacks CAP_NET_ADMIN (/proc/self/status CapEff): run the tests as root.";
        return (capabilities >> SysAdmin & 1) == 0 ? "This process lacks CAP_SYS_ADMIN (/proc/self/status CapEff), which ip netns needs." : null;
    }
}
