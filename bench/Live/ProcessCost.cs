using System.Diagnostics;
using System.Globalization;

namespace Proxier.Live;

/// <summary>What a program and those that it starts needed.</summary>
/// <param name="MostMiB">By name of the program: most resident memory of one process, looked at every 5 ms.</param>
internal sealed record ProcessCost(TimeSpan Elapsed, IReadOnlyDictionary<string, double> MostMiB)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <summary>Its output is read and thrown away.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<ProcessCost> MeasureAsync(string[] words)
    {
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true })!; // never null without the shell
        Task output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        Task end = process.WaitForExitAsync();
        var most = new SortedDictionary<string, double>(StringComparer.Ordinal);
        while (await Task.WhenAny(end, Task.Delay(Interval)) != end)
            Look(process.Id, most);
        await output;
        return process.ExitCode == 0
            ? new ProcessCost(Stopwatch.GetElapsedTime(started), most)
            : throw new InvalidOperationException($"{string.Join(' ', words)} ended with code {process.ExitCode}");
    }

    public override string ToString() =>
        $"{Elapsed.TotalSeconds:0.00} s, {string.Join(", ", MostMiB.Select(program => $"{program.Key} {program.Value:0} MiB"))}";

    private static void Look(int processId, SortedDictionary<string, double> most)
    {
        try
        {
            Dictionary<string, string> status = File.ReadLines($"/proc/{processId}/status").Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());
            if (status.TryGetValue("VmHWM", out string? kilobytes)) // a process that ends has none any more
                most[status["Name"]] = Math.Max(most.GetValueOrDefault(status["Name"]), int.Parse(kilobytes.Split(' ')[0], CultureInfo.InvariantCulture) / 1024.0);
            foreach (string thread in Directory.GetDirectories($"/proc/{processId}/task"))
            foreach (string child in File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Look(int.Parse(child, CultureInfo.InvariantCulture), most);
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            // It is gone, and what it needed is known.
        }
    }
}
