using System.Globalization;

namespace Proxier.Live.Table;

/// <summary>The most memory that a process started by this one, or by those that it starts, has resident.</summary>
internal static class ChildMemory
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <summary>In MiB.</summary>
    /// <param name="program">By the name of its process, of which the kernel keeps 15 characters. A child that is not yet a program shows its parent's memory.</param>
    /// <returns>A figure; none when it ended before anybody looked.</returns>
    public static async Task<Figure> MostAsync(string program, Func<Task> work)
    {
        var most = new Dictionary<string, double>(StringComparer.Ordinal);
        Task running = work();
        while (await Task.WhenAny(running, Task.Delay(Interval)) != running)
            LookAtChildren(Environment.ProcessId, most);
        await running;
        return most.TryGetValue(program, out double mib) ? new Figure.Measured(mib) : Figure.None;
    }

    private static void LookAtChildren(int processId, Dictionary<string, double> most)
    {
        try
        {
            foreach (string thread in Directory.GetDirectories($"/proc/{processId}/task"))
            foreach (string child in File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Look(int.Parse(child, CultureInfo.InvariantCulture), most);
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            // It is gone, and what it needed is known.
        }
    }

    private static void Look(int processId, Dictionary<string, double> most)
    {
        Dictionary<string, string> status = File.ReadLines($"/proc/{processId}/status").Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        if (status.TryGetValue("VmHWM", out string? kilobytes)) // a process that ends has none any more
            most[status["Name"]] = Math.Max(most.GetValueOrDefault(status["Name"]), int.Parse(kilobytes.Split(' ')[0], CultureInfo.InvariantCulture) / 1024.0);
        LookAtChildren(processId, most);
    }
}
