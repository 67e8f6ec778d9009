using System.Globalization;

namespace Proxier.Live;

/// <summary>What a process that runs has used so far.</summary>
internal sealed class ProcessUse(int processId)
{
    private const double TicksPerSecond = 100;

    /// <summary>User and system time, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            string stat = File.ReadAllText($"/proc/{processId}/stat");
            string[] words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(words[11]) + Number(words[12])) / TicksPerSecond;
        }
    }

    public double ResidentKiB => Number(File.ReadLines($"/proc/{processId}/status").Single(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
