using System.Globalization;

namespace Proxier.Live;

/// <summary>How many connections fit into the limit on descriptors: a proxy needs two for each, and so do we, who are client and endpoint.</summary>
internal static class Descriptors
{
    /// <summary>What a proxy keeps for everything else, and some more.</summary>
    private const int Reserve = 1200;

    public static int ConnectionsOf(int wanted)
    {
        string[] words = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return int.TryParse(words[3], CultureInfo.InvariantCulture, out int limit) ? Math.Min(wanted, (limit - Reserve) / 2) : wanted;
    }
}
